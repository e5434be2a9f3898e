"""`relais faq facts`: what a condition may look at, in the terminal or as docs/policies-facts.md."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.policies.facts.code import CODE_FACTS
from bot.policies.facts.kinds import Fact
from bot.policies.facts.line import LINE_FACTS
from bot.policies.facts.order import ORDER_FACTS
from bot.policies.facts.parcel import PARCEL_FACTS
from bot.policies.facts.talk import TALK_FACTS

ROOMS: dict[str, tuple[str, tuple[Fact, ...]]] = {
    "order": ("any table: the order", ORDER_FACTS),
    "talk": ("any table: the customer", TALK_FACTS),
    "line": ("`subject: line` and `returned_line`", LINE_FACTS),
    "parcel": ("`subject: parcel`", PARCEL_FACTS),
    "code": ("`subject: code`", CODE_FACTS),
}
VALUES = {
    "flag": "`true`, `false`",
    "count": '`">= 2"`',
    "age": '`"< 48 h"`, `">= 7 j, <= 15 j"`, `known`, `none`',
}
HEAD = [
    "# Facts",
    "",
    "What `when` of a rule may name (docs/policies.md). The meanings are in French, as staff read them.",
    "This page is written by `relais faq facts --markdown > docs/policies-facts.md`.",
]


def values(fact: Fact) -> str:
    """How a condition on the fact is written."""
    return ", ".join(f"`{token}`" for token in fact.tokens) if fact.kind == "token" else VALUES[fact.kind]


def as_markdown() -> str:
    """The page docs/policies-facts.md (a test keeps it current)."""
    lines = [*HEAD]
    for title, facts in ROOMS.values():
        lines += ["", f"## In {title}", "", "| fact | written as | meaning |", "| --- | --- | --- |"]
        lines += [f"| `{fact.name}` | {values(fact)} | {fact.doc} |" for fact in facts]
    return "\n".join([*lines, ""])


def run(markdown: bool) -> None:
    if markdown:
        click.echo(as_markdown(), nl=False)
        return
    table = Table("Objet", "Fait", "S'écrit", "Sens", box=None, header_style="bold", padding=(0, 2, 0, 0))
    for room, (_, facts) in ROOMS.items():
        for fact in facts:
            table.add_row(room, fact.name, Text(values(fact).replace("`", "")), fact.doc)
    Console().print(table)
