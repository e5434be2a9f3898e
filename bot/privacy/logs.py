"""A person's lines in the log files, which other processes have open to write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

SHORTEST = 6  # characters: a shorter text is not a person's alone
FILLER = b"."


def lines_with(folder: Path, needles: Iterable[str]) -> list[str]:
    """Raises OSError."""
    found = []
    for path in _files(folder):
        data = path.read_bytes()
        found += [data[start:end].decode("utf-8", "replace") for start, end in _spans(data, needles)]
    return found


def blacken(folder: Path, needles: Iterable[str]) -> int:
    """Writes dots over the lines, none longer or shorter than before: who writes on at the end of the file is
    not disturbed. Returns how many lines. Raises OSError."""
    lines = 0
    for path in _files(folder):
        spans = _spans(path.read_bytes(), needles)
        if spans:
            with path.open("r+b") as file:
                for start, end in spans:
                    file.seek(start)
                    file.write(FILLER * (end - start))
        lines += len(spans)
    return lines


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file()) if folder.is_dir() else iter(())


def _spans(data: bytes, needles: Iterable[str]) -> list[tuple[int, int]]:
    """Where the lines with any of the needles begin and end, without their new line."""
    folded, found = data.lower(), set()
    for needle in {form for one in needles for line in one.splitlines() for form in _forms(line.strip())}:
        place = folded.find(needle)
        while place >= 0:
            end = data.find(b"\n", place)
            end = len(data) if end < 0 else end
            found.add((data.rfind(b"\n", 0, place) + 1, end))
            place = folded.find(needle, end)
    return sorted(found)


def _forms(needle: str) -> Iterator[bytes]:
    """As it stands in a line of text, of Python's repr or of JSON."""
    if len(needle) >= SHORTEST:
        yield needle.encode("utf-8", "replace").lower()
        yield ascii(needle)[1:-1].encode().lower()
        yield json.dumps(needle)[1:-1].encode().lower()
