"""Learns when a message holds two requests: `python -m bench.nlu.requests`.

One request: the training messages, each read by a model that saw nothing by its author. Two requests: those
that hands wrote so (data/two_requests), and pairs of messages by one author put together. Writes the weights
of the signs (bot/nlu/request_signs.py) and of the words around a cut, trees over the signs, how often one
request sounds like each pair of topics, and the threshold that splits SINGLE of the messages with one. The
development set is only reported on, and counted with the others for the threshold. The hands that wrote two
requests do not count for it: their messages with one are cut out of those with two, or written to be mistaken
for two.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import yaml

from bench.nlu.delivered import digest
from bench.nlu.request_data import put_together, two_requests
from bench.nlu.request_fit import Read, fit, right
from bench.nlu.sets import FOLDER, ROOT, double, single
from bot.nlu.corpus.files import Example, read_folder
from bot.nlu.lexicon import load_lexicon
from bot.nlu.masks import masked
from bot.nlu.normalise import normalise
from bot.nlu.request_signs import Ranking, splits
from bot.nlu.topics import train
from bot.nlu.two_requests import Learned

STORED, TREES = ROOT / "bot/nlu/two_requests.yml", ROOT / "bot/nlu/two_requests.trees.json"
# The share of single requests that is split: of held-out hands it is less, they wrote fewer long messages.
SINGLE, FOLDS = 0.0175, 4
_HEADER = "# Written by `python -m bench.nlu.requests` from the training and development sets.\n"
Rank = Callable[[str], Ranking]


def main() -> None:
    """Fit and store; print what it brings on the development set."""
    examples = [example for example in read_folder(ROOT / "data/nlu") if example.topic != "inform"]
    delivered = ranker(examples)
    hands = sorted({example.hand for example in examples})
    ranks: dict[str, Rank] = {}
    for fold in range(FOLDS):
        out = hands[fold::FOLDS]
        ranks |= dict.fromkeys(out, ranker([example for example in examples if example.hand not in out]))
    content, trees, notes = learn(examples, ranks, delivered)
    content["computed_from"] = {
        "development_set": digest(FOLDER / "dev"),
        "training_data": digest(ROOT / "data/nlu"),
    }
    TREES.write_text(_readable(trees), encoding="utf-8")
    STORED.write_text(_HEADER + yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    print(notes)


def ranker(examples: Sequence[Example]) -> Rank:
    """A classifier trained on `examples`, as a function of a text."""
    lexicon = load_lexicon()
    messages = [normalise(masked(example.text), lexicon) for example in examples]
    model = train(messages, [e.topic for e in examples], [e.hand for e in examples])
    return lru_cache(maxsize=None)(lambda text: model.ranking(text)[:8])  # parts are read over and over


def learn(
    examples: Sequence[Example], ranks: dict[str, Rank], rank: Rank
) -> tuple[dict[str, object], dict[str, object], str]:
    """What two_requests.yml and the trees' file hold, and a line on each hand of the development set."""
    pairs = usual_pairs(examples, ranks)
    ones = [splits(example.text, ranks[example.hand], pairs) for example in examples]
    held = [(h, splits(h.text, rank, pairs)) for h in single("dev")]
    made = [(h, splits(h.text, ranks[h.hand], pairs)) for h in put_together(examples)]
    by_hand = [(h, splits(h.text, ranks[h.hand], pairs)) for h in two_requests()]
    twos = [(h, splits(h.text, rank, pairs)) for h in double("dev")]
    known, trees = fit(ones, made, by_hand, pairs)
    wrote_two = {message.hand for message, _ in [*by_hand, *twos]}
    ordinary = [every for example, every in zip(examples, ones, strict=True) if example.hand not in wrote_two]
    of_dev = [every for message, every in held if message.hand not in wrote_two]
    singles = sorted((known.best(every)[0] for every in [*ordinary, *of_dev]), reverse=True)
    known = replace(known, threshold=round(float(singles[int(SINGLE * len(singles))]) + 1e-3, 4))
    content = {name: value for name, value in vars(known).items() if name != "trees"}
    return content, trees, "\n".join(_report(known, twos, held))


def _readable(trees: dict[str, object]) -> str:
    """A line for each tree, so that a change can be seen."""
    lines = json.dumps(trees).replace("[[[", "[\n[[").replace("]], [[", "]],\n[[").replace("]]]", "]]\n]")
    return lines + "\n"


def _report(known: Learned, twos: Sequence[Read], held: Sequence[Read]) -> Iterator[str]:
    """A line for each hand of the development set."""
    for hand in sorted({message.hand for message, _ in [*twos, *held]}):
        mine = [(message, *known.best(every)) for message, every in twos if message.hand == hand]
        over = [(message, found if score >= known.threshold else None) for message, score, found in mine]
        others = [known.best(every)[0] >= known.threshold for message, every in held if message.hand == hand]
        line = f"{hand}:"
        if over:
            cut, both = np.mean(
                [(found is not None, right(message, found)) for message, found in over], axis=0
            )
            line += f" of {len(over)} with two requests {cut:.1%} split, {both:.1%} both found;"
        if others:
            line += f" of {len(others)} with one {np.mean(others):.1%} split"
        yield line


def usual_pairs(examples: Sequence[Example], ranks: dict[str, Rank]) -> dict[str, float]:
    """ "topic+topic" -> in how many of ten thousand single requests a cut makes the two likely."""
    counts: Counter[str] = Counter()
    for example in examples:
        every = splits(example.text, ranks[example.hand], {})
        likely = {"+".join(r.topic for r in one.requests) for one in every if one.signs["weaker part"] > 0}
        counts.update(likely)
    share = 10_000 / len(examples)
    return {pair: round(count * share, 1) for pair, count in sorted(counts.items()) if count > 2}


if __name__ == "__main__":
    main()
