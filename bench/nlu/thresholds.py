"""From costs to thresholds: `make thresholds`.

    python -m bench.nlu.thresholds

Reads bot/dialogue/deciding.yml, finds on the development set the thresholds under which its messages cost
least, and writes them with their provenance into bot/dialogue/thresholds.yml.
"""

import math
from collections.abc import Sequence
from dataclasses import asdict, replace

import numpy as np
import yaml

from bench.nlu.assistants import Read
from bench.nlu.delivered import delivered, digest
from bench.nlu.outcomes import outcome, shares
from bench.nlu.sets import FOLDER, ROOT, Held, single
from bot.dialogue.understand import Thresholds

FloatArray = np.ndarray
COSTS = ROOT / "bot/dialogue/deciding.yml"
STORED = ROOT / "bot/dialogue/thresholds.yml"
_HEADER = "# Written by `make thresholds`; change deciding.yml and run it again instead of editing.\n"
_GRIDS = {
    "policy": [n / 50 for n in range(10, 49)],
    "talk": [n / 50 for n in range(10, 49)],
    "ending": [n / 50 for n in range(10, 49)],
    "out_of_scope": [n / 50 for n in range(10, 49)],
    "doubt": [n / 50 for n in range(4, 26)],
    "worth_asking": [0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2],
    "worth_all": [n / 20 for n in range(1, 17)],
}
_START = Thresholds(
    policy=0.6, talk=0.4, ending=0.5, out_of_scope=0.45, doubt=0.3, worth_asking=0.06, worth_all=0.3
)


def main() -> None:
    """Compute and store the thresholds."""
    costs = yaml.safe_load(COSTS.read_text(encoding="utf-8"))
    messages = single("dev")
    reads = delivered().read(held.text for held in messages)
    best = cheapest(messages, reads, costs)
    found = shares(messages, reads, best)
    content = {
        "thresholds": {name: round(value, 3) for name, value in asdict(best).items()},
        "computed_from": {
            "costs": digest(COSTS),
            "development_set": digest(FOLDER / "dev"),
            "messages": len(messages),
            "training_data": digest(ROOT / "data/nlu"),
        },
        "on_the_development_set": {
            "cost_per_message": round(float(cost(messages, reads, best, costs).mean()), 4),
            **{name: round(share, 4) for name, share in found.items()},
        },
    }
    STORED.write_text(_HEADER + yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    print(STORED.read_text(encoding="utf-8"))


def cost(
    messages: Sequence[Held], reads: Sequence[Read], limits: Thresholds, costs: dict[str, float]
) -> FloatArray:
    """What each message costs."""
    return np.array([costs[outcome(h, r, limits)] for h, r in zip(messages, reads, strict=True)])


def cheapest(messages: Sequence[Held], reads: Sequence[Read], costs: dict[str, float]) -> Thresholds:
    """One threshold after another, until none moves. Of all that cost no more than the cheapest, but for what
    chance explains (one standard error of the difference, message by message), the middle.
    """
    best = _START
    for _ in range(4):
        before = best
        for name, grid in _GRIDS.items():
            paid = [cost(messages, reads, replace(best, **{name: value}), costs) for value in grid]
            least = min(paid, key=lambda each: float(each.mean()))
            equal = [value for value, each in zip(grid, paid, strict=True) if _no_dearer(each - least)]
            best = replace(best, **{name: equal[len(equal) // 2]})
        if best == before:
            break
    return best


def _no_dearer(difference: FloatArray) -> bool:
    error = float(difference.std()) / math.sqrt(len(difference))
    return float(difference.mean()) <= error + 1e-9


if __name__ == "__main__":
    main()
