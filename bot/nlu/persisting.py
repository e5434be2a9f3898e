"""The topic model on disk: plain arrays and text, nothing that runs code when it is read."""
import json
from pathlib import Path

import numpy as np

from bot.nlu.calibration import Calibration
from bot.nlu.features import Block, Ngrams
from bot.nlu.topics import TopicModel

_WORDS = "topics.json"
_ARRAYS = "topics.npz"


def write_model(model: TopicModel, folder: Path) -> None:
    """Writes `model` into `folder`. Weights in half precision: no ranking changes, and the file is half the size."""
    blocks = [
        {"smallest": b.smallest, "largest": b.largest, "of_words": b.of_words, "features": list(b.columns)}
        for b in model.ngrams.blocks
    ]
    words = {"topics": model.topics, "scale": model.calibration.scale, "blocks": blocks}
    (folder / _WORDS).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    idf = {f"idf{number}": b.idf.astype(np.float32) for number, b in enumerate(model.ngrams.blocks)}
    np.savez_compressed(folder / _ARRAYS, weights=model.weights.astype(np.float16), bias=model.calibration.bias, **idf)


def read_model(folder: Path) -> TopicModel:
    """Reads what `write_model` wrote. Raises ValueError where there is none."""
    if not (folder / _WORDS).exists():
        raise ValueError(f"no topic model in {folder}: train again")
    words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
    with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
        blocks = [
            Block(b["smallest"], b["largest"], b["of_words"], columns={f: i for i, f in enumerate(b["features"])}, idf=arrays[f"idf{n}"])
            for n, b in enumerate(words["blocks"])
        ]
        weights, bias = arrays["weights"].astype(np.float32), arrays["bias"]
    return TopicModel(Ngrams(blocks), words["topics"], weights, Calibration(words["scale"], bias))
