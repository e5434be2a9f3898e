"""Merge raw examples (one TSV file per hand) into data/nlu/<topic>.yml.

    python -m bot.nlu.corpus.build HAND.tsv... [--into data/nlu] [--held-out bench/nlu] [--domain domain.yml]

Blocks of hands that are not given stay as they are; a hand given again is replaced. A message that a
held-out set also has, or almost, is left out: the sets stay as they are, the training data gives way.
"""

from collections import Counter
from pathlib import Path

import click
import yaml

from bot.nlu.corpus.clean import clean, same_key
from bot.nlu.corpus.files import Example, read_folder, read_tsv, write_topic
from bot.nlu.corpus.leaks import held_out, leaks


@click.command()
@click.argument("hands", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--into", default="data/nlu", type=click.Path(file_okay=False, path_type=Path), show_default=True
)
@click.option("--held-out", "sets", default="bench/nlu", type=click.Path(path_type=Path), show_default=True)
@click.option(
    "--domain", default="domain.yml", type=click.Path(exists=True, path_type=Path), show_default=True
)
def main(hands: tuple[Path, ...], into: Path, sets: Path, domain: Path) -> None:
    """Merge the raw examples of HANDS into one file per topic."""
    into.mkdir(parents=True, exist_ok=True)
    given = {path.stem for path in hands}
    examples = [example for example in read_folder(into) if example.hand not in given]
    for path in sorted(hands):
        examples += read_tsv(path)
    known = topics_of(domain)
    unknown = Counter(example.topic for example in examples if example.topic not in known)
    for topic, count in unknown.items():
        click.echo(f"unknown topic {topic}: {count} messages dropped", err=True)
    kept, notes = merge([example for example in examples if example.topic in known])
    for note in notes:
        click.echo(note, err=True)
    leaking = {leak.other for leak in leaks(kept, held_out(sets))}
    if leaking:
        click.echo(f"{len(leaking)} messages left out: a held-out set has them", err=True)
        kept = [example for index, example in enumerate(kept) if index not in leaking]
    for topic in sorted({example.topic for example in kept}):
        write_topic(into, topic, [example for example in kept if example.topic == topic])
    click.echo(
        f"{len(kept)} messages, {len({e.hand for e in kept})} hands, {len({e.topic for e in kept})} topics"
    )


def topics_of(domain: Path) -> set[str]:
    """The intents a domain declares."""
    intents = yaml.safe_load(domain.read_text(encoding="utf-8"))["intents"]
    return {next(iter(intent)) if isinstance(intent, dict) else intent for intent in intents}


def merge(examples: list[Example]) -> tuple[list[Example], list[str]]:
    """Cleaned examples without repeats, and a note on each contradiction.

    A message given under two topics keeps the topic most hands gave it; without a majority it is dropped.
    """
    cleaned = [Example(example.topic, example.hand, clean(example.text)) for example in examples]
    votes: dict[str, Counter[str]] = {}
    for example in cleaned:
        votes.setdefault(same_key(example.text), Counter())[example.topic] += 1
    notes, winner = [], {}
    for key, counts in votes.items():
        (topic, most), *others = counts.most_common()
        winner[key] = None if others and others[0][1] == most else topic
        if others:
            notes.append(f"contradiction: {key!r} {dict(counts)} -> {winner[key] or 'dropped'}")
    kept, seen = [], set()
    for example in cleaned:
        key = same_key(example.text)
        if winner[key] == example.topic and key not in seen:
            seen.add(key)
            kept.append(example)
    return kept, notes


if __name__ == "__main__":
    main()
