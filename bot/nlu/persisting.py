"""The topic model on disk: plain arrays and text, nothing that runs code when it is read."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from bot.nlu.calibration import Calibration
from bot.nlu.features import Block
from bot.nlu.lexicon import load_lexicon
from bot.nlu.reader import MessageReader
from bot.nlu.spelling import Speller
from bot.nlu.topics import TopicModel
from bot.nlu.vectors import MessageVectors

_WORDS = "topics.json"
_ARRAYS = "topics.npz"


def write_model(model: TopicModel, folder: Path) -> None:
    """Writes `model` into `folder`. Weights in half precision: rankings stay, the file is half the size."""
    blocks = [
        {
            "smallest": b.smallest,
            "largest": b.largest,
            "of_words": b.of_words,
            "messages": b.messages,
            "features": list(b.columns),
        }
        for b in model.reader.blocks
    ]
    vectors = {"weights": model.reader.vectors.weights, "spelling": model.reader.vectors.spelling}
    spelling = {"words": model.speller.words, "real": sorted(model.speller.real)}
    words = {
        "topics": model.topics,
        "scale": model.calibration.scale,
        "blocks": blocks,
        "vectors": vectors,
        "spelling": spelling,
    }
    (folder / _WORDS).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    arrays = {f"idf{number}": block.idf for number, block in enumerate(model.reader.blocks)}
    arrays |= {"centre": model.reader.vectors.centre, "bias": model.calibration.bias}
    np.savez_compressed(folder / _ARRAYS, weights=model.weights.astype(np.float16), **arrays)


def read_model(folder: Path) -> TopicModel:
    """Reads what `write_model` wrote. Raises ValueError where there is none."""
    if not (folder / _WORDS).exists():
        raise ValueError(f"no topic model in {folder}: train again")
    words: dict[str, Any] = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
    with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
        blocks = [
            Block(
                smallest=b["smallest"],
                largest=b["largest"],
                of_words=b["of_words"],
                columns={feature: column for column, feature in enumerate(b["features"])},
                idf=arrays[f"idf{number}"],
                messages=b["messages"],
            )
            for number, b in enumerate(words["blocks"])
        ]
        vectors = MessageVectors(words["vectors"]["weights"], words["vectors"]["spelling"], arrays["centre"])
        weights, bias = arrays["weights"].astype(np.float32), arrays["bias"]
    calibration = Calibration(words["scale"], bias)
    reader = MessageReader(blocks, vectors)
    spelling = words["spelling"]
    speller = Speller(load_lexicon(), reader, spelling["words"], frozenset(spelling["real"]))
    speller.word("remboursemnet")  # builds its index now, so that no customer waits for it
    return TopicModel(reader, speller, words["topics"], weights, calibration)
