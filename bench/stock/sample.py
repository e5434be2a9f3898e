"""The stock assistant's examples: `python -m bench.stock.sample` draws sample.tsv anew from data/nlu.

They are kept in the repo, so that new training data for Relais does not mean an hour of training for stock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from bench.nlu.sets import ROOT
from bot.nlu.corpus.files import Example, read_folder
from bot.nlu.entities.find import find_entities

SAMPLE = ROOT / "bench/stock/sample.tsv"
EACH = 40  # examples a topic


def draw(examples: Iterable[Example], each: int = EACH) -> list[Example]:
    """`each` examples of every topic, by chance, but always the same: the lowest hashes."""
    by_topic: dict[str, list[Example]] = {}
    for example in examples:
        by_topic.setdefault(example.topic, []).append(example)
    drawn = []
    for topic in sorted(by_topic):
        drawn += sorted(by_topic[topic], key=lambda one: hashlib.sha256(one.text.encode()).digest())[:each]
    return drawn


def read() -> list[Example]:
    """The sample as it is kept: `topic<TAB>hand<TAB>message`."""
    lines = (line.split("\t", 2) for line in SAMPLE.read_text(encoding="utf-8").splitlines())
    return [Example(topic, hand, text) for topic, hand, text in lines]


def write_training_data(folder: Path) -> None:
    """One file for Rasa, the order numbers marked as entities the way Rasa's own examples mark them."""
    folder.mkdir(parents=True, exist_ok=True)
    by_topic: dict[str, list[str]] = {}
    for example in read():
        by_topic.setdefault(example.topic, []).append(_marked(example.text))
    blocks = (
        f"  - intent: {topic}\n    examples: |\n" + "".join(f"      - {text}\n" for text in texts)
        for topic, texts in by_topic.items()
    )
    (folder / "nlu.yml").write_text('version: "3.1"\n\nnlu:\n' + "\n".join(blocks), encoding="utf-8")


def _marked(text: str) -> str:
    for span in reversed(find_entities(text)):
        if span.kind == "order_number":
            text = f"{text[: span.start]}[{text[span.start : span.end]}](order_number){text[span.end :]}"
    return text


if __name__ == "__main__":
    lines = (f"{one.topic}\t{one.hand}\t{one.text}\n" for one in draw(read_folder(ROOT / "data/nlu")))
    SAMPLE.write_text("".join(lines), encoding="utf-8")
