"""Learns when a message holds two requests: `python -m bench.nlu.requests`.

One request: the training messages, each read by a model that saw nothing by its author. Two requests: those
that hands wrote so (data/two_requests), and pairs of messages by one author put together. Writes the weights
of bot/nlu/two_requests.py's signs, how often one request sounds like each pair of topics, and the threshold
that splits SINGLE of the messages with one request. The development set is only reported on, and
counted with the others for the threshold.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from bench.nlu.delivered import digest
from bench.nlu.sets import FOLDER, ROOT, Held, double, single
from bot.nlu.corpus.files import Example, read_folder
from bot.nlu.corpus.leaks import read_split
from bot.nlu.lexicon import load_lexicon
from bot.nlu.masks import masked
from bot.nlu.normalise import normalise
from bot.nlu.topics import train
from bot.nlu.two_requests import SIGNS, Ranking, Split, splits

STORED = ROOT / "bot/nlu/two_requests.yml"
# The share of single requests that is split: of held-out hands it is less, they wrote fewer long messages.
SINGLE, PUT_TOGETHER, FOLDS = 0.0175, 2500, 2
# How much counts a message with two requests by a hand, one put together, and the wrong readings of either.
BY_HAND, MADE, MISREAD = 5.0, 0.3, 0.3
_HEADER = "# Written by `python -m bench.nlu.requests` from the training and development sets.\n"
_JOINTS = (
    *(" et ", ", et ", ". ", " ? ", " ! ", ", ", "; ", " / ", " + ", " - ", "... ", ". et ", " puis "),
    *(
        " sinon ",
        ", aussi ",
        " et aussi ",
        " et puis ",
        " mais aussi ",
        " et sinon ",
        " et en plus ",
        ". ensuite ",
    ),
    *(". au fait ", " et au fait ", ". autre chose, ", ". autre question : ", ". par ailleurs "),
)
_SMALL_TALK = frozenset({"greet", "thanks", "goodbye", "affirm", "deny", "stop", "out_of_scope"})
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
    content, notes = learn(examples, ranks, delivered)
    content["computed_from"] = {
        "development_set": digest(FOLDER / "dev"),
        "training_data": digest(ROOT / "data/nlu"),
    }
    STORED.write_text(_HEADER + yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    print(notes)


def ranker(examples: Sequence[Example]) -> Rank:
    """A classifier trained on `examples`, as a function of a text."""
    lexicon = load_lexicon()
    messages = [normalise(masked(example.text), lexicon) for example in examples]
    model = train(messages, [e.topic for e in examples], [e.hand for e in examples])
    return lambda text: model.ranking(normalise(masked(text), lexicon))[:8]


def learn(examples: Sequence[Example], ranks: dict[str, Rank], rank: Rank) -> tuple[dict[str, object], str]:
    """What two_requests.yml holds, and a line on the development set."""
    pairs = usual_pairs(examples, ranks)
    ones = [splits(example.text, ranks[example.hand], pairs) for example in examples]
    held = [splits(held.text, rank, pairs) for held in single("dev")]
    made = [(h, splits(h.text, ranks[h.hand], pairs)) for h in put_together(examples)]
    by_hand = [(h, splits(h.text, ranks[h.hand], pairs)) for h in two_requests()]
    twos = [(h, splits(h.text, rank, pairs)) for h in double("dev")]
    weights = fit(ones, made, by_hand)
    singles = sorted((best(every, weights)[0] for every in [*ones, *held]), reverse=True)
    threshold = singles[int(SINGLE * len(singles))]
    found = [(h, *best(every, weights)) for h, every in twos]
    over = [cut if score > threshold else None for _, score, cut in found]
    both = np.mean([right(h, cut) for (h, _, _), cut in zip(found, over, strict=True)])
    wrongly = np.mean([best(every, weights)[0] > threshold for every in held])
    notes = (
        f"two requests: {np.mean([cut is not None for cut in over]):.1%} split, {both:.1%} both found; "
        f"one request split: {wrongly:.1%} of the development set, {SINGLE:.1%} of all"
    )
    content = {
        "threshold": round(float(threshold) + 1e-3, 4),
        "weights": {sign: round(float(weight), 4) for sign, weight in weights.items()},
        "pairs": pairs,
    }
    return content, notes


def usual_pairs(examples: Sequence[Example], ranks: dict[str, Rank]) -> dict[str, float]:
    """ "topic+topic" -> in how many of ten thousand single requests a cut makes the two likely."""
    counts: Counter[str] = Counter()
    for example in examples:
        every = splits(example.text, ranks[example.hand], {})
        likely = {"+".join(r.topic for r in one.requests) for one in every if one.signs["weaker part"] > 0}
        counts.update(likely)
    share = 10_000 / len(examples)
    return {pair: round(count * share, 1) for pair, count in sorted(counts.items()) if count > 2}


def put_together(examples: Sequence[Example]) -> list[Held]:
    """Pairs of short messages by one author, with what people put between two requests."""
    chance = random.Random(7)
    short = [e for e in examples if 3 <= len(e.text.split()) <= 16 and e.topic not in _SMALL_TALK]
    by_hand: dict[str, list[Example]] = {}
    for example in short:
        by_hand.setdefault(example.hand, []).append(example)
    made: list[Held] = []
    while len(made) < PUT_TOGETHER:
        first, second = chance.sample(by_hand[chance.choice(sorted(by_hand))], 2)
        if first.topic != second.topic:
            text = first.text.rstrip(" .") + chance.choice(_JOINTS) + second.text
            made.append(Held(first.hand, (first.topic, second.topic), text))
    return made


def two_requests() -> list[Held]:
    """The training hands' messages with two requests."""
    found = read_split(ROOT / "data/two_requests")
    return [Held(hand, tuple(e.topic.split("+")), e.text) for hand, some in found.items() for e in some]


def fit(
    ones: Sequence[Sequence[Split]],
    made: Sequence[tuple[Held, Sequence[Split]]],
    by_hand: Sequence[tuple[Held, Sequence[Split]]],
) -> dict[str, float]:
    """Weights that tell the best right reading of two requests from the wrong, and from every one of one."""
    rows = [found for every in ones for found in every]
    labels, shares = [0] * len(rows), [1.0] * len(rows)
    for weight, messages in ((MADE, made), (BY_HAND, by_hand)):
        for message, every in messages:
            good = [found for found in every if right(message, found)]
            bad = [found for found in every if not right(message, found)]
            if good:
                rows += [max(good, key=_plainest), *bad]
                labels += [1] + [0] * len(bad)
                shares += [weight] + [MISREAD * weight / len(bad)] * len(bad)
    learner = LogisticRegression(C=1.0, max_iter=3000)
    signs = np.array([[found.signs.get(sign, 0.0) for sign in SIGNS] for found in rows])
    learner.fit(signs, labels, sample_weight=shares)
    return dict(zip(SIGNS, learner.coef_[0], strict=True))


def _plainest(found: Split) -> float:
    return found.signs["weaker part"] + 0.3 * found.signs["stronger part"]


def best(every: Sequence[Split], weights: dict[str, float]) -> tuple[float, Split | None]:
    """The score of the likeliest cut, and that cut."""
    scored = [(sum(weights[s] * v for s, v in cut.signs.items()), cut) for cut in every]
    return max(scored, key=lambda pair: pair[0], default=(-99.0, None))


def right(held: Held, cut: Split | None) -> bool:
    """Whether the cut finds the two topics, in their order."""
    return cut is not None and tuple(request.topic for request in cut.requests) == held.topics


if __name__ == "__main__":
    main()
