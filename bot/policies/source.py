"""YAML read with the line of every key (ruamel.yaml's round-trip loader), so that an error names its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from bot.policies.errors import PackError


@dataclass(frozen=True)
class Source:
    """A parsed file: ``tree`` holds dicts and lists that know their lines."""

    path: Path
    tree: CommentedMap

    def line(self, where: Sequence[str | int]) -> int:
        """The 1-based line of the deepest part of ``where`` that exists."""
        node: Any = self.tree
        line = 1
        for key in where:
            if isinstance(node, CommentedMap) and key in node:
                line = node.lc.key(key)[0] + 1
            elif isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
                line = node.lc.item(key)[0] + 1
            else:
                break
            node = node[key]
        return line

    def error(self, where: Sequence[str | int], message: str) -> PackError:
        key = ".".join(str(part) for part in where)
        return PackError(self.path, self.line(where), key, message)


def read(path: Path) -> Source:
    """Raises PackError for a file that is not UTF-8, not YAML, repeats a key or is no mapping."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as broken:
        line = path.read_bytes()[: broken.start].count(b"\n") + 1
        raise PackError(path, line, "", "le fichier n'est pas en UTF-8") from None
    except OSError as failure:
        raise PackError(path, 1, "", f"fichier illisible ({failure.strerror})") from None
    try:
        tree = YAML(typ="rt").load(text)
    except DuplicateKeyError as twice:
        raise PackError(path, twice.problem_mark.line + 1, "", "clé écrite deux fois") from None
    except MarkedYAMLError as broken:
        mark = broken.problem_mark or broken.context_mark
        line = mark.line + 1 if mark else 1
        tab = "\t" in (text.splitlines() or [""])[min(line, text.count("\n") + 1) - 1]
        reason = "tabulation : indentez par des espaces" if tab else f"YAML invalide ({broken.problem})"
        raise PackError(path, line, "", reason) from None
    except (ReaderError, YAMLError) as broken:
        raise PackError(path, 1, "", f"YAML invalide ({str(broken).splitlines()[0]})") from None
    if not isinstance(tree, CommentedMap):
        raise PackError(path, 1, "", "un ensemble de « clé: valeur » est attendu")
    return Source(path, tree)
