"""The engines that keep what must last."""

from __future__ import annotations

from pydantic import BaseSettings

from bot.settings.field import field


class Engines(BaseSettings):
    database_url: str = field(
        "sqlite:///relais.db",
        "Base des commandes et des conversations (SQLite ou PostgreSQL)",
        "Database of orders and conversations (SQLite or PostgreSQL)",
    )
    redis_url: str | None = field(
        None, "Redis pour les verrous et les limites de débit", "Redis for locks and rate limits"
    )
