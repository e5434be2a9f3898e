"""The parts of messages with two requests as raw examples of their topics, one file per hand.

    python -m bot.nlu.corpus.parts data/two_requests/HAND.tsv… --into FOLDER

A part alone ("et la tringle vous l'avez en 2 mètres") is shorter and plainer than what hands write as a
message of its own. Each message is cut where a model that saw nothing by these hands finds its two topics
likeliest; where it finds either hardly likely, the message is left out. Then build the training data.
"""

import math
from pathlib import Path

import click

from bench.nlu.requests import ROOT, Rank, ranker
from bot.nlu.corpus.files import Example, read_folder, read_tsv
from bot.nlu.cuts import cuts

LEAST = 0.02


@click.command()
@click.argument("hands", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--into", required=True, type=click.Path(file_okay=False, path_type=Path))
def main(hands: tuple[Path, ...], into: Path) -> None:
    """Write the parts of the messages of HANDS into a folder."""
    names = {path.stem for path in hands}
    rank = ranker([e for e in read_folder(ROOT / "data/nlu") if e.hand not in names and e.topic != "inform"])
    into.mkdir(parents=True, exist_ok=True)
    for path in hands:
        given = read_tsv(path)
        found = [part for message in given for part in parts(message, rank)]
        lines = "".join(f"{part.topic}\t{part.text}\n" for part in found)
        (into / path.name).write_text(lines, encoding="utf-8")
        click.echo(f"{path.stem}: {len(found)} parts of {len(given)} messages")


def parts(message: Example, rank: Rank) -> list[Example]:
    """The two parts of a message with two requests; [] where they cannot be told apart."""
    first, second = message.topic.split("+")
    best, at = 0.0, None
    for cut in cuts(message.text):
        left, right = dict(rank(message.text[: cut.at])), dict(rank(message.text[cut.at :]))
        both = left.get(first, 0.0), right.get(second, 0.0)
        if min(both) >= LEAST and math.prod(both) > best:
            best, at = math.prod(both), cut.at
    if at is None:
        return []
    texts = (message.text[:at].strip(), message.text[at:].strip())
    return [Example(topic, message.hand, text) for topic, text in zip((first, second), texts, strict=True)]


if __name__ == "__main__":
    main()
