"""What else was tried for the topics: trained, measured, written into docs/nlu-tried.md.

    python -m bench.nlu.tried [VARIANT ...]

Without a name, every variant that was not measured on today's data; with names, those, again.
"""

import time

import click

from bench.nlu.sets import ROOT, single
from bench.nlu.stock import sample
from bench.nlu.tried import page
from bench.nlu.tried.figures import kept
from bench.nlu.tried.measuring import Material, in_process, through_rasa
from bench.nlu.tried.variants import ASSISTANTS, SAMPLE, WHOLE, WITHOUT_AUTHORS
from bot.nlu.corpus.files import read_folder

NAMES = [*WHOLE, *SAMPLE, *ASSISTANTS]


@click.command()
@click.argument("variants", nargs=-1, type=click.Choice(NAMES))
@click.option(
    "--parts", default=1, show_default=True, help="Fifths of the authors that are left out in turn."
)
def main(variants: tuple[str, ...], parts: int) -> None:
    """Measure VARIANTS and write the page."""
    dev = single("dev")
    examples = [example for example in read_folder(ROOT / "data/nlu") if example.topic != "inform"]
    whole = Material(examples, dev, parts)
    small = Material([example for example in sample() if example.topic != "inform"], dev)
    for name in variants or [name for name in NAMES if kept(name) is None]:
        started = time.perf_counter()
        if name in WHOLE:
            mine = Material(examples, dev) if name in WITHOUT_AUTHORS else whole
            figures = in_process(WHOLE[name][1], mine)
        elif name in SAMPLE:
            figures = in_process(SAMPLE[name][1], small)
        else:
            figures = through_rasa(ASSISTANTS[name][1](), small)
        figures.write(name)
        click.echo(f"{name}: measured in {time.perf_counter() - started:.0f} s")
        page.write(whole, small)
    click.echo(page.write(whole, small))


if __name__ == "__main__":
    main()
