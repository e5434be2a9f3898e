"""The stock assistant, trained once per data hash and kept with the time that took.

`python -m bench.stock.training [EPOCHS]` trains it beforehand.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from bench.nlu.assistants import STORE, Assistant, trained
from bench.nlu.delivered import digest
from bench.nlu.sets import ROOT
from bench.stock.sample import write_training_data

FOLDER = ROOT / "bench/stock"
DOMAIN = FOLDER / "domain.yml"
EPOCHS = 100  # of the DIET classifier, as Rasa has it


def stock(epochs: int = EPOCHS) -> Assistant:
    """Trained by `rasa train` when it is not there yet: with all epochs nearly an hour of processor time.

    Fewer `epochs` of DIET answer as fast and less well; what they take is a lower bound of the time.
    """
    data = training_data(STORE / "stock-assistant")
    config = _config(epochs)
    return trained(f"stock-assistant-{epochs}", config, data, digest(config, DOMAIN, data), DOMAIN)


def kept(epochs: int = EPOCHS) -> bool:
    """Whether that assistant is trained."""
    data = training_data(STORE / "stock-assistant")
    key = digest(_config(epochs), DOMAIN, data)
    return (STORE / f"stock-assistant-{epochs}-{key}.seconds").exists()


def training_data(folder: Path) -> Path:
    """The folder with all that `rasa train` reads: examples, rules, stories."""
    shutil.copytree(FOLDER / "data", folder, dirs_exist_ok=True)
    write_training_data(folder)
    return folder


def _config(epochs: int) -> Path:
    """The configuration with so many epochs of DIET."""
    text = (FOLDER / "config.yml").read_text(encoding="utf-8")
    path = STORE / f"stock-{epochs}.yml"
    path.write_text(re.sub(r"(DIETClassifier\n *epochs:) \d+", rf"\1 {epochs}", text), encoding="utf-8")
    return path


if __name__ == "__main__":
    print(stock(int(sys.argv[1]) if sys.argv[1:] else EPOCHS))
