"""Where a server's lines end up: a file that rotates, or our own standard output for a container's engine."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from bot.watching.lines import wrapped

LOG_BYTES = 5_000_000
LOG_FILES = 3


class _Unbreakable(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk must not stop the servers, nor make them wait for us to read their output."""


def keeper(log: Path, form: str, to: str) -> Callable[[str], None]:
    """What takes a line, already masked, and never raises. Raises OSError where there is no folder for it."""
    keep: Callable[[str], None] = _print
    if to == "files":
        log.parent.mkdir(parents=True, exist_ok=True)
        logger = logging.Logger(log.stem)
        logger.addHandler(_Unbreakable(log, maxBytes=LOG_BYTES, backupCount=LOG_FILES, delay=True))
        keep = logger.info
    server = log.stem
    return (lambda line: keep(wrapped(line, server))) if form == "json" else keep


def _print(line: str) -> None:
    with suppress(OSError, ValueError):  # full, or closed by who read it
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
