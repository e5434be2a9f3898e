"""Reads from a message what only the customer can state, by the patterns of ``said.yml``."""

from __future__ import annotations

import re
from pathlib import Path

from ruamel.yaml import YAML

from bot.dialogue.words import fold
from bot.made_once import made_once

OF_ONE_REQUEST = frozenset({"only_a_part"})  # said of the request that says it, and of no later one
_FILE = Path(__file__).with_name("said.yml")


@made_once
def _patterns() -> dict[str, re.Pattern[str]]:
    found = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    del found["no_longer"], found["half_checked"]
    return {fact: re.compile("|".join(f"(?:{p})" for p in patterns)) for fact, patterns in found.items()}


@made_once
def _no_longer() -> dict[str, re.Pattern[str]]:
    found = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))["no_longer"]
    return {fact: re.compile(pattern) for fact, pattern in found.items()}


@made_once
def _half() -> re.Pattern[str]:
    return re.compile("|".join(YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))["half_checked"]))


def stated(message: str) -> dict[str, bool]:
    """fact -> True for each fact the message states."""
    text = fold(message)
    found = {fact: True for fact, pattern in _patterns().items() if pattern.search(text)}
    if half_checked(message):
        found.pop("checked", None)
    return found


def half_checked(message: str) -> bool:
    """ "j'ai regardé partout mais pas appelé la poste": a part of what was to be checked is not."""
    return bool(_half().search(fold(message)))


def taken_back(message: str) -> set[str]:
    """Facts about an earlier request that this one, by its words, is not about."""
    text = fold(message)
    return {fact for fact, pattern in _no_longer().items() if pattern.search(text)}
