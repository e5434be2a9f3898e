"""How much one conversation and one network address may ask for."""

from __future__ import annotations

from pydantic import BaseSettings

from bot.settings.field import field


class Limits(BaseSettings):
    session_minutes: int = field(
        720, "Durée d'une session, en minutes", "Life of a session, in minutes", ge=1
    )
    message_length: int = field(
        1000, "Longueur maximale d'un message, en caractères", "Longest message, in characters", ge=50
    )
    guest_failures: int = field(
        5,
        "Échecs permis à un visiteur qui cherche une commande, par conversation, commande et adresse",
        "Failures allowed to a guest who names an order, per conversation, order and address",
        ge=1,
    )
    guest_minutes: int = field(
        30,
        "Durée, en minutes, sur laquelle ces échecs comptent, puis de la pause",
        "Minutes within which these failures count, and which the pause lasts",
        ge=1,
    )
    limit_seconds: int = field(
        60, "Durée, en secondes, des limites de débit", "Window of the rate limits, in seconds", ge=1
    )
    session_messages: int = field(
        40,
        "Messages permis par conversation pendant cette durée",
        "Messages allowed per conversation within that window",
        ge=1,
    )
    address_messages: int = field(
        600,
        "Messages permis par adresse réseau pendant cette durée",
        "Messages allowed per network address within that window",
        ge=1,
    )
    address_sessions: int = field(
        120,
        "Conversations ouvertes par adresse réseau pendant cette durée",
        "Conversations opened per network address within that window",
        ge=1,
    )
    session_streams: int = field(
        6, "Onglets à l'écoute par conversation", "Event streams open per conversation", ge=1
    )
    process_streams: int = field(
        2000,
        "Onglets à l'écoute par serveur ; au-delà, il demande de revenir",
        "Event streams open in a server process; beyond, it asks browsers to come back (503)",
        ge=1,
    )
    body_bytes: int = field(
        16384, "Taille maximale d'une requête, en octets", "Largest request body, in bytes", ge=1024
    )
    body_seconds: float = field(
        5.0,
        "Attente maximale du corps d'une requête, en secondes",
        "Longest wait for the whole body of a request, in seconds",
        gt=0,
    )
    turn_timeout: float = field(
        4.0,
        "Attente maximale d'une réponse, en secondes, avant des excuses et un ticket",
        "Longest wait for an answer, in seconds, before an apology and a ticket",
        gt=0,
    )
