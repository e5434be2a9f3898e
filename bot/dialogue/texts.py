"""Relais' own sentences, read once from ``texts.yml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.made_once import made_once
from bot.policies.templates import render

_FILE = Path(__file__).with_name("texts.yml")


@made_once
def _texts() -> dict[str, str]:
    found: dict[str, str] = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return found


def text(key: str, **variables: Any) -> str:
    """The sentence under ``key``. Raises KeyError for an unknown key."""
    return render(_texts()[key], variables)
