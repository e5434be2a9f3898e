"""The sentences of ``texts.yml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.policies.templates import render

_FILE = Path(__file__).with_name("texts.yml")


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    found: dict[str, str] = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return found


def words(key: str, **variables: object) -> str:
    """The sentence under ``key``. Raises KeyError for an unknown key."""
    return render(_texts()[key], variables)
