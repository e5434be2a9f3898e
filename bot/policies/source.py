"""YAML read with the line of every key (ruamel.yaml round-trip loader), for errors that name their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor

from bot.policies.errors import PackError
from bot.policies.files import read_bytes
from bot.policies.yaml_faults import fault, key_on


@dataclass(frozen=True)
class Source:
    """A parsed file: ``tree`` holds dicts and lists that know their lines."""

    path: Path
    tree: CommentedMap | CommentedSeq

    def line(self, where: Sequence[str | int]) -> int:
        """The 1-based line of the deepest part of ``where`` that exists."""
        node: Any = self.tree
        line = 1
        for key in where:
            try:
                found = node.lc.key(key) if isinstance(node, CommentedMap) else node.lc.item(key)
                node = node[key]
            except (AttributeError, KeyError, IndexError, TypeError):  # absent, or merged in by « << »
                break
            line = found[0] + 1
        return line

    def error(self, where: Sequence[str | int], message: str) -> PackError:
        key = ".".join(str(part) for part in where)
        return PackError(self.path, self.line(where), key, message)


def read(path: Path) -> Source:
    """The mapping in a file. Raises PackError for a file that is not UTF-8, not YAML, repeats a key or
    is no mapping."""
    return parse(path, read_bytes(path))


def parse(path: Path, raw: bytes) -> Source:
    """The mapping in ``raw``; errors say that it stands in ``path``. Raises PackError as ``read`` does."""
    source = _parsed(path, raw)
    if not isinstance(source.tree, CommentedMap):
        raise PackError(path, 1, "", "un ensemble de « clé: valeur » est attendu")
    return source


class _AsWritten(RoundTripConstructor):
    """Leaves dates and instants as the text that was written."""


_AsWritten.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


def read_any(path: Path, *, dates: bool = True) -> Source:
    """A mapping or a list, with dates as dates or as written. Raises PackError for anything else."""
    return _parsed(path, read_bytes(path), dates=dates)


def _parsed(path: Path, raw: bytes, *, dates: bool = True) -> Source:
    text, yaml = _text(path, raw), YAML(typ="rt")
    if not dates:
        yaml.Constructor = _AsWritten
    try:
        tree = yaml.load(text)
    except (
        Exception
    ) as broken:  # ruamel lets ValueError, RecursionError and others of the file's making through
        raise fault(path, text, broken) from None
    if not isinstance(tree, (CommentedMap, CommentedSeq)):
        raise PackError(path, 1, "", "fichier vide, ou sans « clé: valeur »")
    return Source(path, tree)


def _text(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        before = raw[: broken.start]
        line, here = before.count(b"\n") + 1, before.rpartition(b"\n")[2].decode("utf-8", "replace")
        raise PackError(path, line, key_on(here), "le fichier n'est pas en UTF-8") from None


def plain(node: Any) -> Any:
    """The parsed tree without its memory of lines."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, list) else node
