"""Times every statement of an engine."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.watching.metrics import DATABASE_SECONDS


def watch(engine: Engine) -> None:
    """From now on; a second call would count twice."""
    event.listen(engine, "before_cursor_execute", _before)
    event.listen(engine, "after_cursor_execute", _after)


def _before(_connection: Any, _cursor: Any, _statement: Any, _values: Any, context: Any, _many: Any) -> None:
    context.relais_began = time.perf_counter()


def _after(_connection: Any, _cursor: Any, _statement: Any, _values: Any, context: Any, _many: Any) -> None:
    DATABASE_SECONDS.observe(time.perf_counter() - context.relais_began)
