"""docs/nlu-tried.md: what is between its two marks is written by the bench, the rest by people."""

from bench.nlu.sets import ROOT
from bench.nlu.tables import percent, table
from bench.nlu.tried.figures import Figures, kept, right, vote
from bench.nlu.tried.measuring import Material
from bench.nlu.tried.variants import ASSISTANTS, SAMPLE, VOTES, WHOLE

PAGE = ROOT / "docs/nlu-tried.md"
_START, _END = "<!-- figures: written by python -m bench.nlu.tried -->", "<!-- end of figures -->"
_HEAD = ["variant", "first", "in scope", "first 3", "first, with typos"]
_COST = ["seconds to train", "ms a message"]


def write(whole: Material, small: Material) -> str:
    """Puts both tables between the marks; returns them. Raises ValueError when the page has none."""
    text = PAGE.read_text(encoding="utf-8")
    if _START not in text or _END not in text:
        raise ValueError(f"{PAGE.name} has no place for figures")
    labels = {name: label for some in (WHOLE, SAMPLE, ASSISTANTS) for name, (label, _) in some.items()}
    body = "\n\n".join(
        [
            _title("Trained on everything", whole),
            _table(whole, {name: labels[name] for name in WHOLE}),
            _title("Trained on the sample", small),
            _table(small, {name: labels[name] for name in (*SAMPLE, *ASSISTANTS)}),
        ]
    )
    before, rest = text.split(_START, 1)
    PAGE.write_text(f"{before}{_START}\n\n{body}\n\n{_END}{rest.split(_END, 1)[1]}", encoding="utf-8")
    return body


def _title(title: str, material: Material) -> str:
    hands = len({example.hand for example in material.examples})
    read = sum(len(out) for _, out in material.left_out())
    authors = f" By author: {read} training messages, read by models of other authors." if read else ""
    return (
        f"### {title}\n\n{len(material.examples)} messages of {hands} hands, read: the development set, "
        f"{len(material.dev)} messages.{authors}"
    )


def _table(material: Material, labels: dict[str, str]) -> str:
    found = {name: figures for name in labels if (figures := kept(name))}
    shown = [(labels[name], figures) for name, figures in found.items()]
    if not found:
        return "Not measured yet."
    for names in VOTES:
        if all(name in found for name in names):
            shown.append(("soft vote: " + " + ".join(names), vote([found[name] for name in names])))
    wide = any(material.left_out())
    head = [*_HEAD, *(["by author, first", "first 3"] if wide else []), *_COST]
    return table(head, [_row(label, figures, material, wide) for label, figures in shown])


def _row(label: str, figures: Figures, material: Material, wide: bool) -> list[str]:
    names, topics = material.names, [held.topic for held in material.dev]
    inside = [i for i, held in enumerate(material.dev) if held.in_scope]
    cells = [
        label,
        percent(right(figures.dev, topics, names)),
        percent(right(figures.dev[inside], [topics[i] for i in inside], names)),
        percent(right(figures.dev, topics, names, among=3)),
        percent(right(figures.typos, topics, names)),
    ]
    if wide:
        written = [example.topic for _, out in material.left_out() for example in out]
        for among in (1, 3):
            done = len(figures.by_author) == len(written)
            cells.append(percent(right(figures.by_author, written, names, among)) if done else "")
    return [*cells, f"{figures.seconds:.0f}", f"{figures.milliseconds:.1f}"]
