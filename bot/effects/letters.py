"""E-mails written for an act: queued in the outbox within the act's own transaction."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

from bot.effects.act import Act, Change
from bot.made_once import made_once
from bot.policies.templates import render

_FILE = Path(__file__).with_name("letters.yml")


@made_once
def letters() -> dict[str, dict[str, str]]:
    """kind -> subject and body templates."""
    found: dict[str, dict[str, str]] = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return found


def send(act: Act, kind: str, to: str | None = None) -> Change:
    """Queues the letter to the order's customer, or to ``to``."""
    order, letter = act.the_order(), letters()[kind]
    subject, body = (render(letter[part], act.plan.variables) for part in ("subject", "body"))
    new = act.tx.writes.add_email(order, kind, to or order.email, subject, body, act.now)
    return Change("email", new, None, {"order": order.number, "kind": kind})
