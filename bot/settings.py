"""Settings of a running Relais: the only reader of the environment (variables named RELAIS_…).

Each field carries its description in French (`relais config`) and in English (docs/configuration.md).
"""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseSettings, Field, SecretStr, ValidationError, validator

from bot.mail.address import address
from bot.mail.server import MailServer

PREFIX = "RELAIS_"
SECRET_LENGTH = 32


class SettingsError(ValueError):
    """The environment asks for something that cannot be; the message is one line for a person."""


def _field(default: Any, french: str, english: str, **limits: Any) -> Any:
    return Field(default, description=french, english=english, **limits)


class Settings(BaseSettings):
    """Durations are in seconds unless the name says otherwise. Build it with `load()`."""

    mode: Literal["demo", "production"] = _field(
        "demo",
        "demo : page d'essai et clients de démonstration ; production : portes fermées",
        "demo: trial page and demo customers; production: closed doors",
    )
    secret: SecretStr | None = _field(
        None,
        "Clé qui signe les sessions (32 caractères au moins) ; obligatoire en production",
        "Key that signs sessions (32 characters at least); required in production, made at random in demo",
    )
    previous_secrets: list[SecretStr] = _field(
        [],
        'Anciennes clés, en JSON ["clé"] : elles ne signent plus, mais leurs sessions restent valables',
        'Earlier keys as JSON ["key"]: they sign no more, but their sessions stay valid until they expire',
    )
    shop_secrets: dict[str, SecretStr | list[SecretStr]] = _field(
        {},
        'Clés des boutiques, en JSON {"marchand": "clé" ou ["clé", …]} : secret partagé (HS256) ou clé '
        "publique PEM (EdDSA) ; elles signent leurs clients connectés",
        'Keys of the shops as JSON {"merchant": "key" or ["key", …]}: a shared secret (HS256) or a public '
        "key as PEM (EdDSA); with them shops sign their customers in",
    )
    database_url: str = _field(
        "sqlite:///relais.db",
        "Base des commandes et des conversations (SQLite ou PostgreSQL)",
        "Database of orders and conversations (SQLite or PostgreSQL)",
    )
    redis_url: str | None = _field(
        None, "Redis pour les verrous et les limites de débit", "Redis for locks and rate limits"
    )
    smtp_url: str | None = _field(
        None,
        "Serveur d'envoi des e-mails : smtp://compte:clé@hôte:587?starttls=yes ou smtps://… ; "
        "sans lui, ils restent en attente",
        "Mail server, as smtp://user:key@host:587?starttls=yes or smtps://…; without it e-mails are kept",
    )
    mail_from: str | None = _field(
        None,
        "Expéditeur des e-mails ; obligatoire avec RELAIS_SMTP_URL",
        "Sender of the e-mails; required with RELAIS_SMTP_URL",
    )
    host: str = _field("127.0.0.1", "Adresse d'écoute du serveur", "Address the server listens on")
    port: int = _field(5005, "Port du serveur", "Port of the server", ge=1, le=65535)
    action_port: int = _field(
        5055,
        "Port du serveur d'actions que `relais serve` démarre",
        "Port of the action server that `relais serve` starts",
        ge=1,
        le=65535,
    )
    action_url: str | None = _field(
        None,
        "Adresse d'un serveur d'actions déjà en service ; aucun n'est alors démarré",
        "Address of an action server that already runs; none is started then",
    )
    origins: str = _field(
        "",
        "Sites autorisés à ouvrir une session, séparés par des virgules",
        "Sites that may open a session, separated by commas (the server's own address always may)",
    )
    shop_origins: dict[str, list[str]] = _field(
        {},
        'Sites autorisés par boutique, en JSON {"marchand": ["https://…"]}, en plus de RELAIS_ORIGINS',
        'Sites allowed per shop as JSON {"merchant": ["https://…"]}, besides RELAIS_ORIGINS',
    )
    trusted_proxies: str = _field(
        "",
        "Adresses ou réseaux des serveurs mandataires dont X-Forwarded-For est cru, séparés par des virgules",
        "Addresses or networks of the proxies whose X-Forwarded-For is believed, separated by commas",
    )
    session_minutes: int = _field(
        720, "Durée d'une session, en minutes", "Life of a session, in minutes", ge=1
    )
    message_length: int = _field(
        1000, "Longueur maximale d'un message, en caractères", "Longest message, in characters", ge=50
    )
    guest_failures: int = _field(
        5,
        "Échecs permis à un visiteur qui cherche une commande, par conversation, commande et adresse",
        "Failures allowed to a guest who names an order, per conversation, order and address",
        ge=1,
    )
    guest_minutes: int = _field(
        30,
        "Durée, en minutes, sur laquelle ces échecs comptent, puis de la pause",
        "Minutes within which these failures count, and which the pause lasts",
        ge=1,
    )
    limit_seconds: int = _field(
        60, "Durée, en secondes, des limites de débit", "Window of the rate limits, in seconds", ge=1
    )
    session_messages: int = _field(
        40,
        "Messages permis par conversation pendant cette durée",
        "Messages allowed per conversation within that window",
        ge=1,
    )
    address_messages: int = _field(
        600,
        "Messages permis par adresse réseau pendant cette durée",
        "Messages allowed per network address within that window",
        ge=1,
    )
    address_sessions: int = _field(
        120,
        "Conversations ouvertes par adresse réseau pendant cette durée",
        "Conversations opened per network address within that window",
        ge=1,
    )
    session_streams: int = _field(
        6, "Onglets à l'écoute par conversation", "Event streams open per conversation", ge=1
    )
    body_bytes: int = _field(
        16384, "Taille maximale d'une requête, en octets", "Largest request body, in bytes", ge=1024
    )
    body_seconds: float = _field(
        5.0,
        "Attente maximale du corps d'une requête, en secondes",
        "Longest wait for the whole body of a request, in seconds",
        gt=0,
    )
    turn_timeout: float = _field(
        4.8,
        "Attente maximale d'une réponse, en secondes, avant des excuses et un ticket",
        "Longest wait for an answer, in seconds, before an apology and a ticket",
        gt=0,
    )
    merchant: str = _field(
        "pictoonline", "Marchand de `relais shell` et de `rasa shell`", "Merchant of the terminal chats"
    )
    customer: str | None = _field(
        None,
        "Client connecté dans `relais shell` et `rasa shell`",
        "Customer signed in in the terminal chats",
    )
    staff: bool = _field(
        False,
        "Montrer sous chaque réponse du terminal la règle et sa source",
        "Show rule and source under each answer in the terminal",
    )
    faq_dir: Path = _field(
        Path("faq"), "Dossier des règles des marchands", "Folder of the merchants' policies"
    )
    model_dir: Path = _field(Path("models"), "Dossier des modèles entraînés", "Folder of the trained models")
    state_dir: Path = _field(
        Path(".relais"), "Dossier des journaux et de l'état local", "Folder of logs and local state"
    )

    class Config:
        env_prefix = PREFIX

    @validator("secret")
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < SECRET_LENGTH:
            raise ValueError(f"il faut {SECRET_LENGTH} caractères au moins")
        return value

    @validator("previous_secrets", each_item=True)
    def _old_ones_too(cls, value: SecretStr) -> SecretStr:
        if len(value.get_secret_value()) < SECRET_LENGTH:
            raise ValueError(f"il faut {SECRET_LENGTH} caractères au moins")
        return value

    @validator("shop_secrets")
    def _shop_keys_long_enough(cls, value: dict[str, Any]) -> dict[str, Any]:
        for keys in value.values():
            for key in keys if isinstance(keys, list) else [keys]:
                if len(key.get_secret_value()) < SECRET_LENGTH:
                    raise ValueError(f"il faut {SECRET_LENGTH} caractères au moins")
        return value

    @validator("trusted_proxies")
    def _networks(cls, value: str) -> str:
        networks(value)
        return value

    @validator("smtp_url")
    def _mail_server(cls, value: str | None) -> str | None:
        if value is not None:
            MailServer.parse(value)
        return value

    @validator("mail_from")
    def _mail_address(cls, value: str | None) -> str | None:
        if value is not None:
            address(value)
        return value

    def origins_of(self, merchant: str | None) -> frozenset[str]:
        """The sites that may talk for that merchant; for None, for any of them."""
        everywhere = [one.strip() for one in self.origins.split(",") if one.strip()]
        shops = self.shop_origins.values() if merchant is None else [self.shop_origins.get(merchant, [])]
        return frozenset(one.rstrip("/") for one in [*everywhere, *(one for shop in shops for one in shop)])

    def shop_keys(self, merchant: str) -> list[str]:
        keys = self.shop_secrets.get(merchant, [])
        return [key.get_secret_value() for key in (keys if isinstance(keys, list) else [keys])]

    @property
    def demo(self) -> bool:
        return self.mode == "demo"

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the server."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        return f"http://[{host}]:{self.port}/" if ":" in host else f"http://{host}:{self.port}/"

    @property
    def action_webhook(self) -> str:
        return self.action_url or f"http://127.0.0.1:{self.action_port}/webhook"


def networks(text: str) -> list[IPv4Network | IPv6Network]:
    """Raises ValueError for what is no address and no network."""
    return [ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip()]


def load() -> Settings:
    """The settings of this process. Raises SettingsError, in one line."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise SettingsError(_one_line(error)) from None
    except ValueError as error:  # a value that should be JSON and is not
        raise SettingsError(f"réglage illisible : {error}") from None
    if not settings.demo and settings.secret is None:
        raise SettingsError(f"{PREFIX}SECRET est obligatoire quand {PREFIX}MODE=production.")
    if settings.smtp_url and not settings.mail_from:
        raise SettingsError(f"{PREFIX}MAIL_FROM est obligatoire avec {PREFIX}SMTP_URL.")
    return settings


def _one_line(error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0]).upper() if first["loc"] else ""
    return f"{PREFIX}{name} : {first['msg']}".replace("\n", " ")
