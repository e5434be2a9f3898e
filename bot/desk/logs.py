"""What this room has to say goes to a file of its own."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from bot.masking import Masking


def log_to(path: Path) -> None:
    """Masked, in a file that rotates."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.addFilter(Masking())
    room = logging.getLogger("bot.desk")
    room.addHandler(handler)
    room.setLevel(logging.INFO)
    room.propagate = False
