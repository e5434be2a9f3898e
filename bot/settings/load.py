"""How much one process does at once, and how long it waits for what it needs."""

from __future__ import annotations

from pydantic import BaseSettings

from bot.settings.field import field


class Load(BaseSettings):
    turns_at_once: int = field(
        32,
        "Réponses préparées en même temps par un serveur",
        "Turns in work at once in a server process",
        ge=1,
    )
    turns_waiting: int = field(
        64,
        "Réponses qui peuvent attendre leur tour dans un serveur ; au-delà, il demande de revenir",
        "Turns that may wait in a server process; beyond, it asks customers to come back (503)",
        ge=0,
    )
    server_lease: float = field(
        6.0,
        "Silence, en secondes, après lequel un serveur passe pour mort et un autre reprend ses conversations",
        "Silence in seconds after which a server process counts as dead and another takes its conversations",
        ge=1,
    )
    database_connections: int = field(
        10,
        "Connexions à la base par processus (PostgreSQL)",
        "Database connections per process (PostgreSQL)",
        ge=2,
    )
    database_seconds: float = field(
        4.0,
        "Attente maximale d'une connexion ou d'une requête à la base, en secondes (PostgreSQL)",
        "Longest wait for a database connection or statement, in seconds (PostgreSQL)",
        ge=0.5,
    )
