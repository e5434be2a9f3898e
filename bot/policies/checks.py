"""Typed reading of a parsed file: each wrong key or value becomes one PackError and reading goes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.policies.errors import PackError
from bot.policies.source import Source


class Reader:
    """A place in a file. All readers made from one share their list of errors."""

    def __init__(
        self, source: Source, where: Sequence[str | int] = (), errors: list[PackError] | None = None
    ) -> None:
        self.source = source
        self.where = tuple(where)
        self.errors: list[PackError] = [] if errors is None else errors
        node: Any = source.tree
        for key in self.where:
            node = node[key]
        self.node = node

    def fail(self, key: str | int | None, message: str) -> None:
        where = self.where if key is None else (*self.where, key)
        self.errors.append(self.source.error(where, message))

    def inside(self, *path: str | int) -> Reader:
        return Reader(self.source, (*self.where, *path), self.errors)

    def only(self, *known: str) -> None:
        """Reports every key that is not among ``known``."""
        if not isinstance(self.node, dict):
            self.fail(None, "un ensemble de « clé: valeur » est attendu")
            return
        for key in self.node:
            if key not in known:
                self.fail(key, f"champ inconnu ; possibles : {', '.join(known)}")

    def has(self, key: str) -> bool:
        """The key is written, whatever its value."""
        return isinstance(self.node, dict) and key in self.node

    def get(self, key: str) -> Any:
        return self.node.get(key) if isinstance(self.node, dict) else None

    def text(self, key: str, *, required: bool = True) -> str:
        value = self.get(key)
        if value is None and not required:
            return ""
        if value is None:
            self.fail(key, "champ obligatoire absent")
        elif not isinstance(value, str):
            self.fail(key, f"texte attendu, reçu {_kind(value)}")
        elif required and not value.strip():
            self.fail(key, "texte vide")
        else:
            return str(value)
        return ""

    def token(self, key: str, known: Sequence[str]) -> str:
        value = self.text(key)
        if value and value not in known:
            self.fail(key, f"« {value} » inconnu ; possibles : {', '.join(known)}")
        return value

    def number(self, key: str) -> int:
        value = self.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            self.fail(key, "nombre entier attendu" if value is not None else "champ obligatoire absent")
            return 0
        return value

    def flag(self, key: str) -> bool:
        value = self.get(key)
        if value is not None and not isinstance(value, bool):
            self.fail(key, "true ou false attendu")
        return value is True

    def day(self, key: str) -> date | None:
        value = self.get(key)
        if value is not None and type(value) is not date:
            self.fail(key, f"date attendue comme 2024-05-31, reçu « {value} »")
            return None
        return value

    def mapping(self, key: str) -> list[str]:
        """The keys of a nested mapping, none when it is absent."""
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, dict):
            self.fail(key, f"ensemble de « clé: valeur » attendu, reçu {_kind(value)}")
            return []
        good = []
        for name, entry in value.items():
            if isinstance(entry, dict):
                good.append(name)
            else:
                self.inside(key).fail(name, f"ensemble de « clé: valeur » attendu, reçu {_kind(entry)}")
        return good

    def items(self, key: str) -> list[Any]:
        """The entries of a list, none when it is absent."""
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fail(key, f"liste attendue, reçu {_kind(value)}")
            return []
        return list(value)


_KINDS: dict[type, str] = {
    bool: "true/false", int: "un nombre", float: "un nombre", list: "une liste", dict: "un ensemble",
    str: "un texte", date: "une date", type(None): "rien",
}  # fmt: skip


def _kind(value: object) -> str:
    """What a value is, for a person."""
    return next((name for kind, name in _KINDS.items() if isinstance(value, kind)), "autre chose")
