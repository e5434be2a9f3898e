"""The worst errors of the development set, with a word on each."""

from bench.nlu.measures import Measured
from bench.nlu.sets import FOLDER
from bot.nlu.corpus.clean import same_key

MOST = 50
_FILE = FOLDER / "remarks.yml"


def worst(measured: Measured) -> list[tuple[float, str, str, str, str]]:
    """Confidence, right topic, guessed topic, message and remark, the surest errors first."""
    remarks = _remarks()
    rows = []
    for held, read, right in zip(measured.messages, measured.reads, measured.right, strict=True):
        if not right:
            remark = remarks.get(same_key(held.text)) or _remark(held.topic, dict(read.ranking))
            rows.append((read.ranking[0][1], held.topic, read.topic, held.text, remark))
    return sorted(rows, reverse=True)[:MOST]


def _remarks() -> dict[str, str]:
    """Words written by somebody who read the error: message -> remark."""
    import yaml

    if not _FILE.exists():
        return {}
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8")) or {}
    return {same_key(message): remark for message, remark in raw.items()}


def _remark(right: str, ranking: dict[str, float]) -> str:
    place = [*ranking, right].index(right)
    if place == 1:
        return f"torn: the right one is second, at {ranking[right]:.0%}"
    if place == 2:
        return f"the right one is third, at {ranking[right]:.0%}"
    return "nothing in its words points to the right one"
