"""Carriers: whose tracking is asked for, and how long a customer waits for it."""

from __future__ import annotations

from pydantic import BaseSettings, SecretStr, validator

from bot.settings.field import field


class Carriers(BaseSettings):
    laposte_key: SecretStr | None = field(
        None,
        "Clé X-Okapi-Key de l'API Suivi v2 de La Poste (Colissimo, Chronopost, lettre suivie) ; "
        "sans elle, La Poste n'est jamais interrogée",
        "X-Okapi-Key of La Poste's Suivi v2 API (Colissimo, Chronopost, lettre suivie); "
        "without it La Poste is never asked",
    )
    laposte_url: str = field(
        "https://api.laposte.fr/suivi/v2",
        "Adresse de l'API Suivi v2 de La Poste",
        "Address of La Poste's Suivi v2 API",
    )
    dhl_key: SecretStr | None = field(
        None,
        "Clé DHL-API-Key du suivi unifié de DHL ; sans elle, DHL n'est jamais interrogé",
        "DHL-API-Key of DHL's unified shipment tracking; without it DHL is never asked",
    )
    dhl_url: str = field(
        "https://api-eu.dhl.com/track", "Adresse du suivi unifié de DHL", "Address of DHL's unified tracking"
    )
    carrier_seconds: float = field(
        1.5,
        "Attente maximale des transporteurs, en secondes, pour tous les colis d'une réponse",
        "Longest wait for carriers, in seconds, for all parcels of one answer",
        gt=0,
        le=3,
    )
    carrier_cache_seconds: int = field(
        300,
        "Durée, en secondes, pendant laquelle un suivi reçu n'est pas redemandé",
        "Seconds during which tracking that was received is not asked for again",
        ge=0,
    )
    carrier_failures: int = field(
        5,
        "Échecs de suite après lesquels un transporteur n'est plus interrogé pendant la pause",
        "Failures in a row after which a carrier is not asked during the pause",
        ge=1,
    )
    carrier_pause_seconds: float = field(
        30.0, "Durée de cette pause, en secondes", "Length of that pause, in seconds", gt=0
    )

    @validator("laposte_url", "dhl_url")
    def _address(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")):
            raise ValueError("une adresse https:// est attendue")
        return value

    @validator("laposte_key", "dhl_key")
    def _empty_is_none(cls, value: SecretStr | None) -> SecretStr | None:
        """An empty variable, as deployments write them, is no key."""
        return value if value is not None and value.get_secret_value().strip() else None
