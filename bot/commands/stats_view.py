"""The figures as a page of a terminal: tables with bars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.bar import Bar
from rich.console import Group
from rich.table import Table
from rich.text import Text

from bot.commands.stats_words import outcome_words, topic_words
from bot.stats.figures import UNDERSTOOD_NOT, Figures

BAR = 24  # characters
SHOWN = 15  # rows of a table; the rest is one row
EFFECT_WORDS = {
    "cancel_with_credit": "Annulation avec avoir",
    "open_incident": "Incident ouvert",
    "open_claim": "Réclamation ouverte",
    "open_return": "Retour ouvert",
    "request_label_refund": "Remboursement de timbres demandé",
    "stop_production": "Arrêt de production demandé",
    "open_ticket": "Ticket ouvert",
    "send_email": "E-mail envoyé",
}


def page(figures: Figures, days: int) -> Group:
    """All tables that have something to show, in the order a person asks."""
    who = figures.merchant or "toutes les boutiques"
    talks, decided = _counted(figures.conversations, "conversation"), _counted(figures.total, "décision")
    parts: list[Any] = [Text(f"{who}, {days} derniers jours : {talks}, {decided}", "bold")]
    if not figures.total:
        return Group(*parts, Text("Rien à compter sur cette période.", "dim"))
    parts += [
        _bars("Ce qui est demandé", figures.by("topic"), topic_words, figures.total),
        _bars("Comment cela finit", figures.by("outcome"), outcome_words, figures.total),
        _bars("Pas compris, par sujet supposé", figures.by("topic", *UNDERSTOOD_NOT), topic_words),
        _bars("Et ensuite ?", _next(figures), str),
        _bars("Sans règle écrite : les règles à écrire", _undocumented(figures), str),
        _bars("Passages à une personne, par sujet", figures.by("topic", "handoff"), topic_words),
        _bars("Ce que l'assistant a fait", figures.effects, lambda name: EFFECT_WORDS.get(name, name)),
        _ratings(figures),
        _waiting(figures),
    ]
    return Group(*(part for part in parts if part))


def _bars(title: str, counts: Mapping[str, int], words: Any, of: int | None = None) -> Table | None:
    """`of`: what a share is of; else of the table's own sum."""
    if not counts:
        return None
    total, longest = of or sum(counts.values()), max(counts.values())
    table = _table(title, "", "Nombre", "Part", "")
    rows = list(counts.items())
    shown, rest = rows[:SHOWN], rows[SHOWN:]
    for name, count in shown:
        bar = Bar(longest, 0, count, width=BAR, color="cyan")
        table.add_row(Text(words(name)), _n(count), _percent(count, total), bar)
    if rest:
        count = sum(number for _, number in rest)
        table.add_row(Text(f"{len(rest)} autres", "dim"), _n(count), _percent(count, total), "")
    return table


def _next(figures: Figures) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in figures.afterwards:
        words = outcome_words(one.next)
        if one.next in UNDERSTOOD_NOT:
            words = "de nouveau pas compris"
        found[words] = found.get(words, 0) + one.count
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _undocumented(figures: Figures) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in figures.decisions:
        if one.outcome == "undocumented":
            words = topic_words(one.topic)
            key = words if figures.merchant else f"{one.merchant} : {words}"
            found[key] = found.get(key, 0) + one.count
    return found


def _ratings(figures: Figures) -> Table | None:
    if not figures.ratings:
        return None
    table = _table("Avis des clients", "", "Utile", "Pas utile", "")
    for one in figures.ratings[:SHOWN]:
        bar = Bar(one.up + one.down, 0, one.up, width=BAR, color="green", bgcolor="red")
        table.add_row(Text(topic_words(one.topic)), _n(one.up), _n(one.down), bar)
    return table


def _waiting(figures: Figures) -> Table | None:
    waiting = figures.waiting
    if waiting is None:
        return None
    table = _table(f"Attente du client ({_n(waiting.messages)} derniers messages)", "", "Secondes")
    shares = (("la moitié attend moins de", waiting.median), ("95 % attendent moins de", waiting.p95))
    for words, seconds in (*shares, ("99 % attendent moins de", waiting.p99)):
        table.add_row(words, f"{seconds:.3f}".replace(".", ","))
    return table


def _table(title: str, *heads: str) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", title_style="bold", box=None, pad_edge=False)
    for place, head in enumerate(heads):
        table.add_column(
            head, justify="right" if head else "left", overflow="fold", min_width=38 * (not place)
        )
    return table


def _counted(count: int, noun: str) -> str:
    """In French only two are several."""
    return f"{_n(count)} {noun}{'s' if count > 1 else ''}"


def _n(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _percent(count: int, total: int) -> str:
    return f"{100 * count / total:.1f} %".replace(".", ",")
