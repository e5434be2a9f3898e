"""Messaging channels."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseSettings, validator

from bot.settings.field import field


class Messaging(BaseSettings):
    channels_file: Path | None = field(
        None,
        "Fichier YAML des messageries (docs/channels) ; sans lui, elles sont fermées",
        "YAML file of the messaging channels (docs/channels); without it they are closed",
    )
    channels_url: str | None = field(
        None,
        "Adresse publique du serveur, telle que les messageries l'appellent : https://relais.boutique.fr",
        "Public address of the server, as the messaging platforms call it: https://relais.shop.example",
    )
    channels_quiet_minutes: int = field(
        1440,
        "Silence, en minutes, après lequel un client de messagerie ouvre une nouvelle conversation",
        "Minutes of silence after which a customer of a messaging channel opens a new conversation",
        ge=10,
    )

    @validator("channels_url")
    def _address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError("adresse en https:// attendue")
        return value.rstrip("/") if value else None
