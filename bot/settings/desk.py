"""People who answer, and the desks they work in."""

from __future__ import annotations

from pydantic import BaseSettings

from bot.settings.field import field


class Desk(BaseSettings):
    agent: str | None = field(
        None,
        "Votre nom pour `relais tickets reply` et `take`, tel que le client le lira",
        "Your name for `relais tickets reply` and `take`, as the customer reads it",
    )
