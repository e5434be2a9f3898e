"""Where the servers listen."""

from __future__ import annotations

from ipaddress import ip_address

from pydantic import BaseSettings

from bot.settings.field import field


class Servers(BaseSettings):
    host: str = field("127.0.0.1", "Adresse d'écoute du serveur", "Address the server listens on")
    port: int = field(5005, "Port du serveur", "Port of the server", ge=1, le=65535)
    action_port: int = field(
        5055,
        "Port du serveur d'actions que `relais serve` démarre",
        "Port of the action server that `relais serve` starts",
        ge=1,
        le=65535,
    )
    action_host: str = field(
        "127.0.0.1",
        "Adresse d'écoute du serveur d'actions ; il ne demande aucun mot de passe : réseau interne seulement",
        "Address the action server listens on; it asks for no password: an inner network only",
    )
    action_url: str | None = field(
        None,
        "Adresse d'un serveur d'actions déjà en service ; aucun n'est alors démarré",
        "Address of an action server that already runs; none is started then",
    )

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the server."""
        return _address(self.host, self.port)

    @property
    def action_address(self) -> str:
        """Where this machine finds the action server that `relais serve` starts."""
        return _address(self.action_host, self.action_port)

    @property
    def action_webhook(self) -> str:
        return self.action_url or f"{self.action_address}webhook"


def _address(host: str, port: int) -> str:
    host = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def is_loopback(host: str) -> bool:
    """Whether only this machine can connect to what listens there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
