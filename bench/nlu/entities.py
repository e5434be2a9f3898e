"""Exact F1 of entities on the marked messages of entities.yml."""

from collections import Counter

import yaml

from bench.nlu.sets import FOLDER
from bot.nlu.entities.find import ENTITIES, find_entities

MARKED = FOLDER / "entities.yml"
Found = list[tuple[str, str]]


def marked() -> list[tuple[str, Found]]:
    """Messages and what stands in each: (kind, value), in the order of the text."""
    raw = yaml.safe_load(MARKED.read_text(encoding="utf-8"))
    return [
        (entry["text"], [(kind, str(value)) for item in entry.get("has", []) for kind, value in item.items()])
        for entry in raw
    ]


def read(text: str) -> Found:
    """What the extractor finds in `text`."""
    return [(span.kind, span.value) for span in find_entities(text)]


def scores() -> dict[str, tuple[float, float, float, int]]:
    """Kind (and "all") -> precision, recall, F1 and the number marked. Kind and value must be exact."""
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for text, right in marked():
        got = read(text)
        for kind in (*ENTITIES, "all"):
            mine = Counter(e for e in got if kind in (e[0], "all"))
            theirs = Counter(e for e in right if kind in (e[0], "all"))
            hits[kind] += (mine & theirs).total()
            found[kind] += mine.total()
            wanted[kind] += theirs.total()
    rows = {}
    for kind in (*ENTITIES, "all"):
        precision, recall = hits[kind] / max(1, found[kind]), hits[kind] / max(1, wanted[kind])
        f1 = 2 * precision * recall / (precision + recall) if hits[kind] else 0.0
        rows[kind] = (precision, recall, f1, wanted[kind])
    return rows
