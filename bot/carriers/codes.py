"""A carrier's event codes in the model's words: a YAML table beside the client, with its sources."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from bot.orders.model import SCANS

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Code:
    status: str | None = None
    hint: str = ""


NOTHING = Code()
log = logging.getLogger(__name__)


@cache
def codes(carrier: str) -> dict[str, Code]:
    """The table ``<carrier>.yml``. Raises ValueError for a status that the model does not have."""
    table = YAML(typ="safe").load((_FOLDER / f"{carrier}.yml").read_text(encoding="utf-8"))["codes"]
    found = {code: Code(row["status"], row.get("hint", "")) for code, row in table.items()}
    for code, meaning in found.items():
        if meaning.status is not None and meaning.status not in SCANS:
            raise ValueError(f"{carrier}.yml: {code}: no status {meaning.status}")
    return found


def meaning(carrier: str, code: str) -> Code:
    """What a code means; one that the table lacks moves no parcel, and is named once in the log."""
    found = codes(carrier).get(code)
    if found is None:
        _name_once(carrier, code)
    return found or NOTHING


@lru_cache(maxsize=256)
def _name_once(carrier: str, code: str) -> None:
    log.warning("%s: code %r is not in bot/carriers/%s.yml", carrier, code, carrier)
