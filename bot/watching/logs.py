"""Puts our form on every log line of this process, whoever configured logging before."""

from __future__ import annotations

import logging
import sys

from bot.watching.lines import formatter
from bot.watching.metrics import LOG_ERRORS

ROOMS = ("bot", "rasa", "rasa_sdk", "sanic", "sqlalchemy", "asyncio")


class _Unbreakable(logging.StreamHandler):
    """A full device loses lines, never a turn."""

    def handleError(self, record: logging.LogRecord) -> None:
        pass


class _Counting(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        room = record.name.split(".")[0]
        LOG_ERRORS.labels(room if room in ROOMS else "other").inc()


def install(form: str, server: str) -> None:
    """One handler at the root, in the form asked for; others, whose lines would be neither masked nor told
    apart, go. A second call changes nothing but the form."""
    out = _Unbreakable(sys.stdout)
    out.setFormatter(formatter(form, server))
    counting = _Counting(logging.ERROR)
    root = logging.getLogger()
    for name in ("", *list(root.manager.loggerDict)):
        logger = logging.getLogger(name)
        for handler in list(logger.handlers):
            if isinstance(handler, (logging.StreamHandler, _Counting)):
                logger.removeHandler(handler)
                logger.propagate = True
    root.addHandler(out)
    root.addHandler(counting)
    logging.getLogger("bot").setLevel(logging.INFO)
