"""Check the French examples: repeats, contradictions, balance, personal data, leaks between splits.

    python -m bot.nlu.corpus.check [--data data/nlu] [--held-out bench/nlu] [--near]

Exits 1 when something must be mended; near-duplicates are only shown.
"""

import re
import sys
from collections import Counter
from pathlib import Path

import click

from bot.nlu.corpus.clean import same_key
from bot.nlu.corpus.files import Example, read_folder
from bot.nlu.corpus.leaks import between, held_out, leaks

FEWEST = 60
# What could belong to somebody: addresses at real providers, mobile numbers, bank accounts, cards.
_PERSONAL = {
    "e-mail address at a real provider": re.compile(
        r"@(?:gmail|hotmail|outlook|yahoo|orange|free|sfr|laposte|wanadoo|icloud|bluewin|skynet)\.(?!test|ex)\w+",
        re.IGNORECASE,
    ),
    "telephone number": re.compile(r"(?<![\w-])(?:\+33 ?|0)[67](?![ 0]+(?!\d))(?:[ .-]?\d{2}){4}(?!\w)"),
    "bank account": re.compile(r"\b(?:FR|BE|CH|DE)\d{2}(?: ?[A-Z0-9]{4}){3,6}\b"),
    "card number": re.compile(r"(?<!\d)(?:\d{4}[ -]){3}\d{4}(?!\d)"),
}
# Like enough to look at; two short messages differ in one word and mean another thing.
_NEAR, _SHORTEST = 95, 25


@click.command()
@click.option("--data", default="data/nlu", type=click.Path(exists=True, path_type=Path), show_default=True)
@click.option("--held-out", "sets", default="bench/nlu", type=click.Path(path_type=Path), show_default=True)
@click.option("--near", is_flag=True, help="Also look for near-duplicates (takes a while).")
def main(data: Path, sets: Path, near: bool) -> None:
    """Print what is wrong with the examples, and their figures."""
    examples = read_folder(data)
    problems = repeats(examples) + too_few(examples) + personal_data(examples) + leaking(examples, sets)
    for problem in problems:
        click.echo(problem)
    if near:
        for pair in near_duplicates(examples):
            click.echo(f"near: {pair}")
    hands = {example.hand for example in examples}
    click.echo(f"{len(examples)} messages, {len(hands)} hands, {len(problems)} problems")
    sys.exit(1 if problems else 0)


def repeats(examples: list[Example]) -> list[str]:
    """Messages given twice, under one topic or under two."""
    topics: dict[str, Counter[str]] = {}
    for example in examples:
        topics.setdefault(same_key(example.text), Counter())[example.topic] += 1
    found = []
    for key, counts in topics.items():
        if len(counts) > 1:
            found.append(f"contradiction: {key!r} under {', '.join(sorted(counts))}")
        elif sum(counts.values()) > 1:
            found.append(f"repeated {sum(counts.values())} times: {key!r} under {next(iter(counts))}")
    return found


def too_few(examples: list[Example]) -> list[str]:
    """Topics with fewer messages than a topic needs."""
    counts = Counter(example.topic for example in examples)
    return [
        f"{topic}: {count} messages, {FEWEST} needed" for topic, count in counts.items() if count < FEWEST
    ]


def personal_data(examples: list[Example]) -> list[str]:
    """Messages that may hold something real about somebody."""
    return [
        f"{kind}: {example.topic}, {example.hand}: {example.text}"
        for example in examples
        for kind, pattern in _PERSONAL.items()
        if pattern.search(example.text)
    ]


def leaking(examples: list[Example], sets: Path) -> list[str]:
    """Messages that two splits share. Places of held-out messages are named, never their words."""
    held = held_out(sets)
    found = [
        f"leak: {examples[leak.other].topic}, {examples[leak.other].hand} has {leak.kept}"
        for leak in leaks(examples, held)
    ]
    return found + [f"leak: {pair}" for pair in between(held)]


def near_duplicates(examples: list[Example]) -> list[str]:
    """Pairs of longer messages that are almost the same."""
    from rapidfuzz import fuzz, process

    keys = [same_key(example.text) for example in examples]
    longer = [key for key in keys if len(key) >= _SHORTEST]
    scores = process.cdist(longer, longer, scorer=fuzz.ratio, score_cutoff=_NEAR, workers=-1, dtype="uint8")
    return [f"{longer[i]!r} / {longer[j]!r}" for i, j in zip(*scores.nonzero(), strict=True) if i < j]


if __name__ == "__main__":
    main()
