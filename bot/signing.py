"""The key that signs sessions: from the settings, or in demo mode one of this installation's own."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from bot.settings import Settings


def signing_keys(settings: Settings) -> list[str]:
    """The key that signs first, then those whose sessions are still believed."""
    return [signing_key(settings), *(old.get_secret_value() for old in settings.previous_secrets)]


def signing_key(settings: Settings) -> str:
    """In demo mode without a key: made at random once and kept in <state_dir>/secret, readable by its owner
    only.
    """
    if settings.secret is not None:
        return settings.secret.get_secret_value()
    path = settings.state_dir / "secret"
    if not path.exists():
        _keep(path, secrets.token_urlsafe(48))
    return path.read_text().strip()


def _keep(path: Path, key: str) -> None:
    """Whole or not at all, and the first of two processes wins: link() refuses to overwrite."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"secret.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(key)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
