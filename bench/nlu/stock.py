"""The stock Rasa pipeline beside ours, both trained on one sample that it can digest."""

from pathlib import Path

import yaml

from bench.nlu.assistants import STORE, Assistant, trained
from bench.nlu.delivered import digest
from bench.nlu.sets import FOLDER, ROOT
from bot.nlu.corpus.files import Example, write_topic

_CONFIG, _SAMPLE = FOLDER / "stock.yml", FOLDER / "sample.tsv"


def sample() -> list[Example]:
    """The sample: `topic<TAB>hand<TAB>message`, drawn once by chance from the training data, 15 a topic."""
    lines = _SAMPLE.read_text(encoding="utf-8").splitlines()
    return [Example(topic, hand, text) for topic, hand, text in (line.split("\t", 2) for line in lines)]


def stock() -> Assistant:
    """The stock pipeline on the sample; trained once per sample and configuration."""
    data = sample_folder()
    return trained("stock", _CONFIG, data, digest(_CONFIG, data))


def ours_on_sample() -> Assistant:
    """Our pipeline on the same sample."""
    data = sample_folder()
    return trained("sample", ROOT / "config.yml", data, digest(ROOT / "config.yml", data, ROOT / "bot/nlu"))


def epochs() -> int:
    """How long the stock classifier learns."""
    pipeline = yaml.safe_load(_CONFIG.read_text(encoding="utf-8"))["pipeline"]
    return int(next(part["epochs"] for part in pipeline if part["name"] == "DIETClassifier"))


def sample_folder() -> Path:
    """The sample as Rasa reads training data, written anew."""
    folder = STORE / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    by_topic: dict[str, list[Example]] = {}
    for example in sample():
        by_topic.setdefault(example.topic, []).append(example)
    for topic, some in by_topic.items():
        write_topic(folder, topic, some)
    return folder
