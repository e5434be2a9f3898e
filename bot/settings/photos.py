"""How large and how many photos of damaged articles may be."""

from __future__ import annotations

from pydantic import BaseSettings

from bot.settings.field import field


class Photos(BaseSettings):
    photo_bytes: int = field(
        10 * 1024 * 1024,
        "Taille maximale d'une photo envoyée, en octets",
        "Largest photo taken, in bytes",
        ge=1024,
    )
    photo_pixels: int = field(
        50_000_000,
        "Nombre maximal de pixels d'une photo (largeur × hauteur), vérifié avant de la décoder",
        "Most pixels of a photo (width × height), checked before it is decoded",
        ge=1,
    )
    photo_seconds: float = field(
        60.0,
        "Attente maximale d'une photo entière, en secondes",
        "Longest wait for a whole photo, in seconds",
        gt=0,
    )
    conversation_photos: int = field(
        8, "Photos permises par conversation", "Photos allowed per conversation", ge=1
    )
