"""Whose pages and whose proxies are believed."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network

from pydantic import BaseSettings, validator

from bot.settings.field import field


class Sites(BaseSettings):
    origins: str = field(
        "",
        "Sites autorisés à ouvrir une session, séparés par des virgules",
        "Sites that may open a session, separated by commas (the server's own address always may)",
    )
    shop_origins: dict[str, list[str]] = field(
        {},
        'Sites autorisés par boutique, en JSON {"marchand": ["https://…"]}, en plus de RELAIS_ORIGINS',
        'Sites allowed per shop as JSON {"merchant": ["https://…"]}, besides RELAIS_ORIGINS',
    )
    trusted_proxies: str = field(
        "",
        "Adresses ou réseaux des serveurs mandataires dont X-Forwarded-For est cru, séparés par des virgules",
        "Addresses or networks of the proxies whose X-Forwarded-For is believed, separated by commas",
    )

    @validator("trusted_proxies")
    def _networks(cls, value: str) -> str:
        networks(value)
        return value

    def origins_of(self, merchant: str | None) -> frozenset[str]:
        """The sites that may talk for that merchant; for None, for any of them."""
        everywhere = [one.strip() for one in self.origins.split(",") if one.strip()]
        shops = self.shop_origins.values() if merchant is None else [self.shop_origins.get(merchant, [])]
        return frozenset(one.rstrip("/") for one in [*everywhere, *(one for shop in shops for one in shop)])


def networks(text: str) -> list[IPv4Network | IPv6Network]:
    """Raises ValueError for what is no address and no network."""
    return [ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip()]
