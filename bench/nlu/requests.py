"""Learns when a message holds two requests: `python -m bench.nlu.requests`.

One request: the training messages, each read by a model that saw nothing by its author, and the development
messages. Two requests: those of the development set, and pairs of messages by one author put together. Writes
the weights of bot/nlu/two_requests.py's signs, how often one request sounds like each pair of topics, and the
threshold that splits SINGLE of the messages with one request.
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
from bot.nlu.lexicon import load_lexicon
from bot.nlu.masks import masked
from bot.nlu.normalise import normalise
from bot.nlu.topics import train
from bot.nlu.two_requests import SIGNS, Ranking, Split, splits

STORED = ROOT / "bot/nlu/two_requests.yml"
# The share of single requests that is split: below the two in a hundred allowed, since hands differ.
SINGLE, PUT_TOGETHER, FOLDS = 0.0125, 2500, 2
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
    twos = [(h, splits(h.text, rank, pairs)) for h in double("dev")]
    weights = fit([*ones, *held], made, twos)
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
        likely = {"+".join(r.topic for r in cut.requests) for cut in every if cut.signs["weaker part"] > 0}
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


def fit(
    ones: Sequence[Sequence[Split]],
    made: Sequence[tuple[Held, Sequence[Split]]],
    twos: Sequence[tuple[Held, Sequence[Split]]],
) -> dict[str, float]:
    """Weights that tell the right cuts of two requests from every cut of one."""
    rows = [[cut.signs[sign] for sign in SIGNS] for every in ones for cut in every]
    labels, shares = [0] * len(rows), [1.0] * len(rows)
    for weight, held in ((0.3, made), (10.0, twos)):
        for message, every in held:
            cuts = [cut for cut in every if right(message, cut)]
            rows += [[cut.signs[sign] for sign in SIGNS] for cut in cuts]
            labels += [1] * len(cuts)
            shares += [weight / max(1, len(cuts))] * len(cuts)
    learner = LogisticRegression(C=1.0, max_iter=3000)
    learner.fit(np.array(rows), labels, sample_weight=shares)
    return dict(zip(SIGNS, learner.coef_[0], strict=True))


def best(every: Sequence[Split], weights: dict[str, float]) -> tuple[float, Split | None]:
    """The score of the likeliest cut, and that cut."""
    scored = [(sum(weights[s] * v for s, v in cut.signs.items()), cut) for cut in every]
    return max(scored, key=lambda pair: pair[0], default=(-99.0, None))


def right(held: Held, cut: Split | None) -> bool:
    """Whether the cut finds the two topics, in their order."""
    return cut is not None and tuple(request.topic for request in cut.requests) == held.topics


if __name__ == "__main__":
    main()
