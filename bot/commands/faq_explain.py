"""`relais faq explain`: facts, the rule that fired, and why not the others."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.clock import Clock
from bot.orders.instants import parse_instant
from bot.orders.model import Order
from bot.orders.store import Store
from bot.policies.coupons import read_code, read_order_code
from bot.policies.decide import decide
from bot.policies.decision import Answer
from bot.policies.errors import PackErrors
from bot.policies.explain import Explanation, explain
from bot.policies.facts.talk import ASKABLE
from bot.policies.pack import Pack, load_pack
from bot.policies.subjects import Case
from bot.policies.vocabulary import TOPICS
from bot.settings import load
from bot.wiring import open_store


def run(
    number: str,
    topic: str,
    merchant: str | None,
    now_text: str | None,
    code: str | None,
    said: tuple[str, ...],
    root: Path | None,
) -> None:
    """Prints the explanation. Raises click.ClickException for what cannot be explained."""
    if topic not in TOPICS:
        raise click.ClickException(f"sujet inconnu « {topic} » ; possibles : {', '.join(TOPICS)}")
    stated = dict(_stated(one) for one in said)
    now = _instant(now_text)
    order, case = _case(open_store(), number, merchant, topic, now, code, stated)
    pack, out = _pack((root or load().faq_dir) / order.merchant), Console()
    for explanation in explain(pack, case):
        _print(out, explanation)
    _print_answer(out, pack, case, decide(pack, case))


def _case(
    store: Store,
    number: str,
    merchant: str | None,
    topic: str,
    now: datetime,
    code: str | None,
    said: dict[str, bool],
) -> tuple[Order, Case]:
    with store.transaction() as tx:
        merchants = [merchant] if merchant else tx.orders.merchants_with(number)
        if len(merchants) > 1:
            raise click.ClickException(
                f"plusieurs marchands ont ce numéro : --merchant {' | '.join(merchants)}"
            )
        order = tx.orders.get(merchants[0], number) if merchants else None
        if order is None:
            raise click.ClickException(
                f"pas de commande {number}" + (f" chez {merchant}" if merchant else "")
            )
        issued = [coupon.code for coupon in tx.orders.issued_coupons(order.merchant, order.email)]
        balance = tx.orders.credit_balance(order.merchant, order.email)
    reading = read_code(code, order, issued) if code else read_order_code(order, issued)
    return order, Case(topic, now, order, reading if topic == "coupon_not_working" else None, said, balance)


def _stated(text: str) -> tuple[str, bool]:
    name, _, value = text.partition("=")
    if name not in ASKABLE or value not in ("", "oui", "non"):
        raise click.ClickException(f"--said : un de {', '.join(ASKABLE)}, avec =oui ou =non, reçu « {text} »")
    return name, value != "non"


def _instant(text: str | None) -> datetime:
    try:
        return parse_instant(text) if text else Clock().now()
    except ValueError:
        raise click.ClickException(
            f"--now : instant avec décalage attendu, comme 2026-11-18T10:00:00+01:00, reçu « {text} »"
        ) from None


def _pack(folder: Path) -> Pack:
    """The one pack that is needed: a defect of another merchant's is no reason not to explain."""
    if not folder.is_dir():
        raise click.ClickException(f"pas de règles pour {folder.name}")
    try:
        return load_pack(folder)
    except PackErrors as found:
        raise click.ClickException(f"des règles sont défectueuses (relais faq check) :\n{found}") from None


def _print(out: Console, found: Explanation) -> None:
    out.print(Text(f"Objet : {found.subject or 'aucun'}", style="bold"))
    facts = Table("Fait", "Sens", "Valeur", box=None, header_style="dim", padding=(0, 2, 0, 2))
    for seen in found.facts:
        facts.add_row(Text(seen.fact), Text(seen.meaning), Text(seen.value, "bold"))
    out.print(facts)
    rules = Table("", "Règle", "Issue", "Pourquoi", box=None, header_style="dim", padding=(0, 2, 0, 2))
    if found.fired:
        why = " ; ".join(found.why) or "sans condition"
        rules.add_row(
            Text("✓", "green"), Text(found.fired.name, "bold green"), found.fired.outcome, Text(why)
        )
    for rule, reason in found.refused:
        rules.add_row(
            Text("–", "dim"), Text(rule.name, "dim"), Text(rule.outcome, "dim"), Text(reason, "dim")
        )
    out.print(rules)


def _print_answer(out: Console, pack: Pack, case: Case, answer: Answer) -> None:
    if case.topic not in pack.tables:
        out.print(Text(f"{pack.merchant.key} ne documente pas {case.topic}.", style="bold"))
    for made in answer.decisions:
        cited = f"{', '.join(made.clauses)} — {made.source}" if made.clauses else "sans clause"
        out.print(Text(f"{made.subject or '–'} : {made.outcome} · {cited}"))
    acts = [f"Proposé : {plan.does}" for plan in answer.plans] + [answer.question_text]
    out.print(
        Panel(Text("\n\n".join(part for part in [answer.text, *acts] if part)), title="Réponse", width=100)
    )
