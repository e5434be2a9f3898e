"""Reading and writing data/nlu/<topic>.yml: one block per topic and hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

HEADER = 'version: "3.1"\n\nnlu:\n'


@dataclass(frozen=True)
class Example:
    """One message, its topic, the hand (author) that wrote it, and the styles that the hand says it has."""

    topic: str
    hand: str
    text: str
    styles: tuple[str, ...] = ()


def read_tsv(path: Path) -> list[Example]:
    """Raw lines `topic<TAB>message[<TAB>style+style]`; the hand is the file's name.

    Raises ValueError naming a bad line.
    """
    examples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        topic, text, styles, *more = [*line.split("\t"), "", ""][:4]
        if not text.strip() or any(more):
            raise ValueError(f"{path.name}:{number}: expected topic<TAB>message[<TAB>styles]")
        marked = tuple(style for style in styles.strip().split("+") if style)
        examples.append(Example(topic.strip(), path.stem, text, marked))
    return examples


def read_folder(folder: Path) -> list[Example]:
    """All examples under `folder`, file by file in the order of their names."""
    examples = []
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu") or []:
            hand = (block.get("metadata") or {}).get("hand", "unknown")
            lines = block["examples"].split("\n")
            examples += [Example(block["intent"], hand, line[1:].strip()) for line in lines if line.strip()]
    return examples


def write_topic(folder: Path, topic: str, examples: Iterable[Example]) -> None:
    """Writes <topic>.yml. A block scalar keeps every message literal, whatever sign it begins with."""
    blocks: dict[str, list[str]] = {}
    for example in examples:
        blocks.setdefault(example.hand, []).append(example.text)
    parts = []
    for hand in sorted(blocks):
        lines = "".join(f"      - {text}\n" for text in blocks[hand])
        parts.append(f"  - intent: {topic}\n    metadata:\n      hand: {hand}\n    examples: |\n{lines}")
    (folder / f"{topic}.yml").write_text(HEADER + "\n".join(parts), encoding="utf-8")
