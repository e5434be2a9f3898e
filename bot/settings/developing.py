"""Rasa's own doors, for developers on their own machine."""

from __future__ import annotations

from pydantic import BaseSettings, validator

from bot.settings.field import field

KNOWN = ("rest", "socketio", "api")


class Developing(BaseSettings):
    developer_channels: str = field(
        "",
        "Portes de Rasa ouvertes au développement, séparées par des virgules : rest, socketio, api ; "
        "elles croient tout ce qu'on leur dit : jamais en production, seulement sur cette machine",
        "Rasa's own doors opened for development, separated by commas: rest, socketio, api; they believe "
        "whatever they are told: never in production, on this machine only",
    )

    @validator("developer_channels")
    def _known(cls, value: str) -> str:
        for name in names(value):
            if name not in KNOWN:
                raise ValueError(f"« {name} » n'est pas une de ces portes : {', '.join(KNOWN)}")
        return value

    @property
    def developer_doors(self) -> list[str]:
        return names(self.developer_channels)


def names(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
