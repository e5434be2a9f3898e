"""Bring raw messages by new hands into the held-out sets.

    python -m bot.nlu.corpus.hold_out dev|test HAND.tsv... [--into bench/nlu]

A test hand is frozen as it came, but for repeats within it; a development message that a test set also
has is left out. Prints counts only: nobody reads the messages of a test set.
"""

from dataclasses import replace
from pathlib import Path

import click

from bot.nlu.corpus.clean import clean, same_key
from bot.nlu.corpus.files import Example, read_tsv
from bot.nlu.corpus.leaks import HELD_OUT, held_out, leaks


@click.command()
@click.argument("split", type=click.Choice(HELD_OUT))
@click.argument("hands", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--into", default="bench/nlu", type=click.Path(path_type=Path), show_default=True)
def main(split: str, hands: tuple[Path, ...], into: Path) -> None:
    """Write the messages of HANDS into the SPLIT under the folder of held-out sets."""
    folder = into / split
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(hands):
        given = read_tsv(path)
        kept = once(given)
        if split == "dev":
            test = {name: e for name, e in held_out(into).items() if name.startswith("test/")}
            out = {leak.other for leak in leaks(kept, test)}
            kept = [example for index, example in enumerate(kept) if index not in out]
        lines = "".join(_line(example) for example in kept)
        (folder / path.name).write_text(lines, encoding="utf-8")
        click.echo(f"{split}/{path.stem}: {len(kept)} of {len(given)} messages")


def once(examples: list[Example]) -> list[Example]:
    """Cleaned examples; of those that say the same, the first."""
    seen: dict[str, Example] = {}
    for example in examples:
        text = clean(example.text)
        seen.setdefault(same_key(text), replace(example, text=text))
    return list(seen.values())


def _line(example: Example) -> str:
    styles = f"\t{'+'.join(example.styles)}" if example.styles else ""
    return f"{example.topic}\t{example.text}{styles}\n"


if __name__ == "__main__":
    main()
