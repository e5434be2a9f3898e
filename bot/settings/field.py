"""One setting: its default, and its meaning in French (`relais config`) and in English (the page)."""

from __future__ import annotations

from typing import Any

from pydantic import Field


def field(default: Any, french: str, english: str, **limits: Any) -> Any:
    """A field of a room's settings; ``limits`` are pydantic's (ge, le, gt…)."""
    return Field(default, description=french, english=english, **limits)
