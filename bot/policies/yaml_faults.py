"""What stops the YAML parser, in one French sentence with line and key."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from bot.policies.errors import PackError

_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_LEFT_OPEN = ("found unexpected end of stream", "expected ',' or")
_SENTENCES = {  # the parser's words, and what to do about it
    "mapping values are not allowed here": "« : » inattendu ; mettez le texte entre guillemets",
    "found undefined alias": "renvoi « * » vers une ancre « & » qui n'existe pas",
    "found unexpected end of stream": "guillemet qui n'est jamais refermé",
    "expected ',' or": "crochet ou accolade qui n'est jamais refermé, ou virgule oubliée",
    "expected <block end>": "retrait (indentation) qui ne suit pas celui du dessus",
    "could not find expected ':'": "« : » attendu après une clé",
    "but found another document": "un seul document par fichier : retirez « --- »",
    "cannot start any token": "ce caractère ne peut rien commencer ; mettez le texte entre guillemets",
    "special characters are not allowed": "caractère de contrôle interdit",
}


def fault(path: Path, text: str, broken: Exception) -> PackError:
    """The defect that made the parser raise ``broken``."""
    if isinstance(broken, DuplicateKeyError):
        key = re.search(r'duplicate key "(.*?)"', broken.problem or "")
        line = broken.problem_mark.line + 1
        return PackError(path, line, key[1] if key else "", "clé écrite deux fois")
    if isinstance(broken, MarkedYAMLError):
        left_open = any(words in str(broken.problem) for words in _LEFT_OPEN)  # told where it was opened
        mark = (broken.context_mark if left_open else None) or broken.problem_mark or broken.context_mark
        line = mark.line + 1 if mark else 1
        here = (text.splitlines() or [""])[min(line, len(text.splitlines())) - 1]
        return PackError(path, line, key_on(here), _reason(here, str(broken.problem)))
    if isinstance(broken, ReaderError):
        line = text.count("\n", 0, broken.position) + 1
        return PackError(path, line, "", "caractère de contrôle interdit")
    return _date_fault(path, text) or PackError(path, 1, "", "fichier illisible : trop imbriqué ou mal formé")


def _date_fault(path: Path, text: str) -> PackError | None:
    """The first thing written as a date that no calendar holds."""
    for number, line in enumerate(text.splitlines(), start=1):
        for found in _DATE.finditer(line):
            try:
                date.fromisoformat(found[0])
            except ValueError:
                key = key_on(line[: found.start()], last=True)
                return PackError(path, number, key, f"cette date n'existe pas : « {found[0]} »")
    return None


def key_on(line: str, *, last: bool = False) -> str:
    """The first (or last) ``key:`` written on a line."""
    keys = re.findall(r"([\w-]+)\s*:", line)
    return keys[-1 if last else 0] if keys else ""


def _reason(line: str, problem: str) -> str:
    if re.match(r"\s*\t", line) or "'\\t'" in problem:
        return "tabulation : indentez par des espaces"
    known = next((french for english, french in _SENTENCES.items() if english in problem), None)
    return f"YAML invalide : {known or 'vérifiez le retrait, les guillemets et les deux-points'}"
