"""Chats in a terminal."""

from __future__ import annotations

from pydantic import BaseSettings

from bot.settings.field import field


class Terminal(BaseSettings):
    merchant: str = field(
        "pictoonline", "Marchand de `relais shell` et de `rasa shell`", "Merchant of the terminal chats"
    )
    customer: str | None = field(
        None,
        "Client connecté dans `relais shell` et `rasa shell`",
        "Customer signed in in the terminal chats",
    )
    staff: bool = field(
        False,
        "Montrer sous chaque réponse du terminal la règle et sa source",
        "Show rule and source under each answer in the terminal",
    )
