"""Honest figures: every message read by a model that saw nothing by its author.

    python -m bot.nlu.crossval [--data data/nlu] [--folds 5]

Each fold's model is trained and calibrated on the other authors alone, as a delivered model would be.
"""

import time
from pathlib import Path

import click
import numpy as np

from bot.nlu.calibration import expected_calibration_error
from bot.nlu.corpus.files import Example, read_folder
from bot.nlu.lexicon import load_lexicon
from bot.nlu.masks import masked
from bot.nlu.normalise import Normalised, normalise
from bot.nlu.topics import train


@click.command()
@click.option("--data", default="data/nlu", type=click.Path(exists=True, path_type=Path), show_default=True)
@click.option("--folds", default=5, show_default=True)
@click.option("--errors", default=0, help="Show this many of the surest errors.")
def main(data: Path, folds: int, errors: int) -> None:
    """Print accuracy, top-3 accuracy and calibration error over authors left out in turn."""
    examples = [example for example in read_folder(data) if example.topic != "inform"]
    lexicon = load_lexicon()
    started = time.perf_counter()
    messages = [normalise(masked(example.text), lexicon) for example in examples]
    reading = (time.perf_counter() - started) / len(examples) * 1000
    names, probabilities, seconds = left_out(examples, messages, folds)
    labels = np.searchsorted(names, [example.topic for example in examples])
    best = np.argsort(-probabilities, axis=1)
    for k in (1, 2, 3):
        click.echo(f"right among the first {k}: {(best[:, :k] == labels[:, None]).any(axis=1).mean():.2%}")
    sure = probabilities.max(axis=1)
    for limit in (0.5, 0.7, 0.9):
        over = sure >= limit
        right = (best[over, 0] == labels[over]).mean()
        click.echo(f"confidence >= {limit}: {over.mean():.1%} of messages, {right:.2%} right")
    click.echo(f"expected calibration error: {expected_calibration_error(probabilities, labels):.4f}")
    click.echo(
        f"{len(examples)} messages, {len({e.hand for e in examples})} hands, {folds} folds; "
        f"normalising {reading:.2f} ms a message, training {seconds:.0f} s a fold"
    )
    per_topic(names, labels, best[:, 0])
    wrong = sorted((i for i in range(len(labels)) if best[i, 0] != labels[i]), key=lambda i: -sure[i])
    for i in wrong[:errors]:
        click.echo(f"{sure[i]:.2f} {examples[i].topic} read as {names[best[i, 0]]}: {examples[i].text}")


def left_out(
    examples: list[Example], messages: list[Normalised], folds: int
) -> tuple[list[str], np.ndarray, float]:
    """Topics, probabilities of each message under a model of other authors, seconds to train a fold."""
    hands = sorted({example.hand for example in examples})
    names = sorted({example.topic for example in examples})
    probabilities = np.zeros((len(examples), len(names)))
    started = time.perf_counter()
    for number in range(folds):
        out = set(hands[number::folds])
        kept = [i for i, example in enumerate(examples) if example.hand not in out]
        model = train(
            [messages[i] for i in kept], [examples[i].topic for i in kept], [examples[i].hand for i in kept]
        )
        column = {topic: place for place, topic in enumerate(names)}
        for i, example in enumerate(examples):
            if example.hand in out:
                for topic, p in model.ranking(example.text):
                    probabilities[i, column[topic]] = p
    return names, probabilities, (time.perf_counter() - started) / folds


def per_topic(names: list[str], labels: np.ndarray, guesses: np.ndarray) -> None:
    """Recall, precision and the usual confusion of each topic, the worst first."""
    rows = []
    for place, name in enumerate(names):
        of_it = labels == place
        recall = (guesses[of_it] == place).mean()
        precision = (labels[guesses == place] == place).mean() if (guesses == place).any() else 0.0
        counts = np.bincount(guesses[of_it & (guesses != place)], minlength=len(names))
        rows.append((recall, precision, name, names[int(counts.argmax())], int(counts.max())))
    click.echo(f"{'topic':24} recall precision  most often taken for")
    for recall, precision, name, other, count in sorted(rows):
        click.echo(f"{name:24} {recall:6.1%}    {precision:6.1%}  {other} ({count})")


if __name__ == "__main__":
    main()
