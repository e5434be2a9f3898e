"""Reply templates: Jinja2, sandboxed and strict, with French filters for dates, amounts and lists.

Filters: ``day``, ``moment``, ``hour``, ``euros``, ``listed``, ``to``, ``of``, ``plus("24 h")``
(see ``units.py``).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from bot.made_once import made_once
from bot.policies import french
from bot.policies.units import Span


@pass_context
def _day(context: Context, value: datetime | date) -> str:
    return french.day(value, context["now"])


@pass_context
def _moment(context: Context, value: datetime | date) -> str:
    return french.moment(value, context["now"])


def _plus(value: datetime | date, span: str) -> datetime | date:
    return Span.parse(span).after(value)


@made_once
def environment() -> SandboxedEnvironment:
    made = SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    made.filters |= {
        "day": _day, "moment": _moment, "hour": french.hour, "euros": french.euros, "listed": french.listed,
        "plus": _plus, "to": french.to, "of": french.of,
    }  # fmt: skip
    return made


@lru_cache(maxsize=4096)
def _compiled(text: str) -> Any:
    return environment().from_string(text)


def render(text: str, variables: dict[str, Any]) -> str:
    """The text with single spaces, at most one blank line between paragraphs, and French spacing."""
    raw = _compiled(text).render(variables)
    paragraphs = [re.sub(r"[ \t]*\n[ \t]*", "\n", part).strip() for part in re.split(r"\n\s*\n", raw)]
    return french.typeset("\n\n".join(re.sub(r" {2,}", " ", part) for part in paragraphs if part))
