"""One event of a log as one line: JSON or text, always masked, always naming the turn it belongs to."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any

import structlog
from structlog.typing import EventDict

from bot.masking import mask

LONGEST = 6000  # characters of one value; a line stays well below what the supervisor would cut
SHORT = 64  # characters: names, ids and levels, which come again and again

_masked_again = lru_cache(maxsize=2048)(mask)


def formatter(form: str, server: str) -> logging.Formatter:
    """`form` is text or json; `server` names the process in each line."""
    shared: list[Callable[..., Any]] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    names = _named(server)
    ending = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, _unfold, names, _exception, _masked]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[*ending, _json if form == "json" else _text]
    )


def wrapped(line: str, server: str) -> str:
    """A line that no logger of ours wrote (a library's print, a fatal error) in the JSON form."""
    if line.startswith("{") and line.endswith("}"):
        return line
    return json.dumps({"level": "info", "server": server, "event": line}, ensure_ascii=False)


def _named(server: str) -> Callable[..., EventDict]:
    def name(_logger: Any, _method: str, event: EventDict) -> EventDict:
        return {**event, "server": server}

    return name


def _unfold(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Rasa's own loggers hand over a JSON line of theirs: its parts become parts of ours."""
    text = event.get("event")
    if isinstance(text, str) and text.startswith('{"'):
        with suppress(ValueError):
            event = {**json.loads(text), **{k: v for k, v in event.items() if k != "event"}}
    return event


def _exception(_logger: Any, _method: str, event: EventDict) -> EventDict:
    if event.get("exc_info"):
        event = structlog.processors.format_exc_info(None, "", event)
    return {key: value for key, value in event.items() if key not in ("exc_info", "stack_info")}


def _masked(_logger: Any, _method: str, event: EventDict) -> EventDict:
    # The time is the formatter's own.
    return {key: value if key == "timestamp" else _mask_value(value) for key, value in event.items()}


def _mask_value(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    if len(text) <= SHORT and text.isprintable():  # one line: none of its ends is a printable sign
        return _masked_again(text)
    if len(text) > LONGEST:
        text = "…" + text[-LONGEST:]  # of a traceback, the end tells most
    return "\n".join(mask(line) for line in text.splitlines())


def _json(_logger: Any, _method: str, event: EventDict) -> str:
    first = {key: event[key] for key in ("timestamp", "level", "server", "event") if key in event}
    return json.dumps({**first, **event}, ensure_ascii=False)


def _text(_logger: Any, _method: str, event: EventDict) -> str:
    head = f"{event.pop('timestamp', '')[:23]} {event.pop('level', ''):8}{event.pop('event', '')}"
    exception = event.pop("exception", None)
    event.pop("server", None)
    parts = [head, *(f"{key}={value}" for key, value in event.items() if value not in (None, ""))]
    return " ".join(parts) + (f"\n{exception}" if exception else "")
