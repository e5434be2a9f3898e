"""People who answer, and the desks they work in."""

from __future__ import annotations

import base64
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BaseSettings, Field, SecretStr, validator

from bot.settings.field import field

EVERY_OTHER = "*"


class _Desk(BaseModel):
    """``secrets``: what the desk signs with; several while a secret is being changed, the new one first."""

    url: str
    secrets: list[SecretStr]

    class Config:
        extra = "forbid"

    @validator("url")
    def _address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("adresse attendue comme https://…")
        return value.rstrip("/")

    @validator("secrets")
    def _some(cls, value: list[SecretStr]) -> list[SecretStr]:
        if not value or not all(len(secret.get_secret_value()) >= 16 for secret in value):
            raise ValueError("un secret de 16 caractères au moins est attendu")
        return value

    def keys(self) -> list[str]:
        return [secret.get_secret_value() for secret in self.secrets]


class WebhookDesk(_Desk):
    """Any desk that speaks Standard Webhooks; both directions are signed with ``secrets`` (whsec_…)."""

    kind: Literal["webhook"]

    @validator("secrets")
    def _base64(cls, value: list[SecretStr]) -> list[SecretStr]:
        for secret in value:
            key = secret.get_secret_value().removeprefix("whsec_")
            try:
                base64.b64decode(key + "=" * (-len(key) % 4), validate=True)
            except ValueError:
                raise ValueError("secret attendu en base64, comme whsec_…") from None
        return value


class ChatwootDesk(_Desk):
    """``account`` and ``inbox`` (of the API kind) are Chatwoot's numbers; ``secrets``: its webhooks' own."""

    kind: Literal["chatwoot"]
    token: SecretStr
    account: int
    inbox: int


class ZammadDesk(_Desk):
    """``visitor``: the customer in whose name a guest without an address is entered."""

    kind: Literal["zammad"]
    token: SecretStr
    group: str
    visitor: str


AnyDesk = Annotated[WebhookDesk | ChatwootDesk | ZammadDesk, Field(discriminator="kind")]


class Desk(BaseSettings):
    agent: str | None = field(
        None,
        "Votre nom pour `relais tickets reply` et `take`, tel que le client le lira",
        "Your name for `relais tickets reply` and `take`, as the customer reads it",
    )
    desks: dict[str, AnyDesk] = field(
        {},
        "Logiciels de support par marchand, ou « * » pour les autres, en JSON (docs/desk.md) : webhook, "
        "chatwoot ou zammad",
        "Support software by merchant, or `*` for all others, as JSON (docs/desk.md): webhook, chatwoot or "
        "zammad",
    )

    @validator("desks", pre=True)
    def _mapping(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError('objet JSON attendu, comme {"marchand": {"kind": "webhook", …}}')
        return value

    def desk(self, merchant: str) -> WebhookDesk | ChatwootDesk | ZammadDesk | None:
        return self.desks.get(merchant) or self.desks.get(EVERY_OTHER)
