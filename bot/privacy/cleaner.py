"""Purges once a day, beside the servers."""

from __future__ import annotations

import logging
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Event, Thread

from bot.clock import Clock
from bot.masking import Masking
from bot.orders.store import Store
from bot.privacy.old_logs import old_logs
from bot.privacy.purge import purge
from bot.settings import Settings

logger = logging.getLogger(__name__)
FIRST, EVERY = 600.0, 86_400.0  # seconds: not while the servers start


def clean(store: Store, settings: Settings, now: datetime) -> dict[str, int]:
    """Rows forgotten by table, and log files under « logs ». Raises Undeclared, OSError."""
    counts = purge(store, settings.kept_days, now)
    files = old_logs(log_folder(settings), settings.keep_logs_days, now)
    for path in files:
        path.unlink(missing_ok=True)
    return counts | ({"logs": len(files)} if files else {})


def log_folder(settings: Settings) -> Path:
    return settings.state_dir / "logs"


def log_to(path: Path) -> None:
    """What this room has to say goes to a file that rotates."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.addFilter(Masking())
    room = logging.getLogger("bot.privacy")
    room.addHandler(handler)
    room.setLevel(logging.INFO)
    room.propagate = False


class Cleaner:
    """Works in a thread of its own from `start` to `stop`. Several at once do no harm."""

    def __init__(self, settings: Settings, first: float = FIRST, every: float = EVERY) -> None:
        self._settings, self._first, self._every = settings, first, every
        self._stop = Event()
        self._thread = Thread(target=self._run, name="cleaner", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """The round in hand is given so long; a round that is cut off is none the worse."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        wait = self._first
        while not self._stop.wait(wait):
            wait = self._every
            self._round()

    def _round(self) -> None:
        store = Store.open(self._settings.database_url)
        try:
            counts = clean(store, self._settings, Clock().now())
            logger.info("forgotten: %s", counts or "nothing")
        except Exception:  # what one round meets does not end the rounds
            logger.exception("what is old could not be forgotten")
        finally:
            store.dispose()
