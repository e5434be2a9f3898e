"""Turns and changes for a person's eyes in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from bot.rehearsal.stage import Played


def show_turn(played: Played) -> None:
    """The replies with their numbered buttons, then what staff want to know."""
    from bot.dialogue.message import Message
    from bot.dialogue.staff import note

    console = Console()
    for reply in played.replies:
        text = Text(reply["text"])
        for number, button in enumerate(reply["buttons"], 1):
            text.append(f"\n  {number}. {button['title']}", style="cyan")
        console.print(Panel(text, title="Relais", title_align="left", border_style="green"))
    message = Message(played.say, ((played.topic, played.confidence),), tuple(played.entities.items()))
    console.print(Text(note(message, played.decisions)), style="dim")


def show_changes(changes: list[dict[str, Any]]) -> None:
    if not changes:
        Console().print("Rien n'a changé dans la base.", style="dim")
        return
    table = Table("quoi", "identifiant", "avant", "après", title="Ce qui a changé")
    for change in changes:
        table.add_row(change["entity"], change["id"], _flat(change["before"]), _flat(change["after"]))
    Console().print(table)


def _flat(values: dict[str, Any] | None) -> str:
    return ", ".join(f"{name} {value}" for name, value in (values or {}).items()) or "–"
