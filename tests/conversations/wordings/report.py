"""Plays all scenarios in all hands' words and writes the table into docs/conversations.md.

python -m tests.conversations.wordings.report [--hands FOLDER] [--only SCENARIO] [--talk] [--no-write]
"""

from __future__ import annotations

from pathlib import Path

import click

from bot.ground import newest_model
from bot.rehearsal.stage import Stage
from bot.settings import load
from tests.conversations.wordings.playing import Ending, play
from tests.conversations.wordings.scenarios import HANDS, floor, hands, scenarios

DOCS = Path(__file__).parents[3] / "docs" / "conversations.md"
BEGIN, END = "<!-- wordings: begin -->", "<!-- wordings: end -->"

Endings = dict[str, dict[str, Ending]]


def play_all(stage: Stage, folder: Path = HANDS, only: str | None = None) -> Endings:
    """scenario -> hand -> how it ended."""
    written = hands(folder)
    return {
        name: {hand: play(stage, item, said[name]) for hand, said in written.items()}
        for name, item in scenarios().items()
        if only in (None, name)
    }


def share(endings: Endings) -> tuple[int, int]:
    """How many conversations ended as expected, of how many."""
    all_of_them = [ending for by_hand in endings.values() for ending in by_hand.values()]
    return sum(ending.right for ending in all_of_them), len(all_of_them)


def table(endings: Endings) -> str:
    """Markdown: one row per scenario."""
    known = scenarios()
    right, played = share(endings)
    whole = sum(all(e.right for e in by_hand.values()) for by_hand in endings.values())
    straight = sum(e.right and not e.asked for by_hand in endings.values() for e in by_hand.values())
    rows = [
        f"{right} of {played} conversations end as expected ({right / max(played, 1):.1%}); {whole} of "
        f"{len(endings)} scenarios do in every wording. "
        f"{straight} do without being asked back (which topic it is, or once more for a yes or no).",
        "",
        "| scenario | what it shows | clauses | ends as expected | asked back |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, by_hand in endings.items():
        item = known[name]
        rows.append(
            f"| {name} | {item['shows']} | {', '.join(item['clauses'])} "
            f"| {sum(e.right for e in by_hand.values())}/{len(by_hand)} "
            f"| {sum(e.asked for e in by_hand.values())} |"
        )
    return "\n".join(rows)


def below_floor(endings: Endings) -> dict[str, list[str]]:
    """Scenarios that end right too rarely -> what went wrong in which hand."""
    known = scenarios()
    return {
        name: [f"{hand}: {'; '.join(e.wrong)}" for hand, e in by_hand.items() if not e.right]
        for name, by_hand in endings.items()
        if sum(e.right for e in by_hand.values()) < floor(known[name], len(by_hand))
    }


def write(text: str) -> None:
    """Between the two marks of docs/conversations.md."""
    page = DOCS.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    DOCS.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


@click.command()
@click.option("--hands", "folder", type=click.Path(path_type=Path), default=HANDS, help="folder of wordings")
@click.option("--only", help="one scenario")
@click.option("--talk", is_flag=True, help="print the conversations that end otherwise")
@click.option("--write/--no-write", "keep", default=True, help="into docs/conversations.md")
def main(folder: Path, only: str | None, talk: bool, keep: bool) -> None:
    """Exit 1 when a scenario is below its floor."""
    endings = play_all(Stage(newest_model(load())), folder, only)
    for name, by_hand in endings.items():
        for hand, ending in by_hand.items():
            if talk and not ending.right:
                click.echo("\n".join([f"== {name}, {hand}", *ending.talk, *ending.wrong, ""]))
    click.echo(table(endings))
    if keep and folder == HANDS and not only:
        write(table(endings))
    raise SystemExit(1 if below_floor(endings) else 0)


if __name__ == "__main__":
    main()
