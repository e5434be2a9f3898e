"""`make bench-nlu`: trains, measures, writes docs/nlu.md and its pictures."""

import time

from bench.nlu import pictures, report
from bench.nlu.delivered import delivered
from bench.nlu.entities import scores
from bench.nlu.growth import growth, requests_by_hand
from bench.nlu.learning import curve
from bench.nlu.measures import Measured, measure, two_requests
from bench.nlu.noise import NOISES
from bench.nlu.sets import FOLDER, Held, double, single
from bench.nlu.stock import epochs, ours_on_sample, sample, stock
from bot.nlu.corpus.files import read_folder
from bot.nlu.corpus.leaks import held_out, leaks


def main() -> None:
    """Measure everything. What is trained is kept by a hash of its data, with the seconds it took."""
    started = time.perf_counter()
    sets = {split: single(split) for split in ("dev", "test")}
    ours = delivered()
    _say(f"trained in {ours.training[0]:.0f} s, {ours.training[1]:.0f} s of the processor")
    assistants = {"Relais": ours, "stock on the sample": stock(), "Relais on the sample": ours_on_sample()}
    columns = {
        name: (measure(assistant, sets["dev"]), measure(assistant, sets["test"]))
        for name, assistant in assistants.items()
    }
    _say("measured three assistants")
    dev, test = columns["Relais"]
    noises = {
        name: (
            measure(ours, [Held(h.hand, h.topics, noise(h.text)) for h in sets["dev"]]),
            measure(ours, [Held(h.hand, h.topics, noise(h.text)) for h in sets["test"]]),
        )
        for name, noise in NOISES.items()
    }
    found = {split: two_requests(ours, double(split), m) for split, m in (("dev", dev), ("test", test))}
    points = curve(sets["dev"], sets["test"])
    _say("measured noise, two requests, the learning curve")
    _draw(dev, test, points)
    figures = report.Figures(
        _summary(sets),
        columns,
        found,
        noises,
        scores(),
        points,
        {name: assistant.training for name, assistant in assistants.items()},
        "\n\n".join(
            (
                growth(ours, test, double("test")),
                *(requests_by_hand(ours, m, double(split)) for split, m in (("dev", dev), ("test", test))),
            )
        ),
    )
    report.write(figures)
    print(report.headline(figures), report.extra(figures), sep="\n\n")
    _say(f"docs/nlu.md written after {time.perf_counter() - started:.0f} s")


def _summary(sets: dict[str, list[Held]]) -> str:
    trained = read_folder(report.ROOT / "data/nlu")
    # Bare numbers and addresses are no hand's.
    hands = len({example.hand for example in trained} - {"inform"})
    shared = len({leak.other for leak in leaks(sample(), held_out(FOLDER))})
    counts = {
        split: f"{len(held)} messages of {len({h.hand for h in held})} hands, "
        f"{sum(not h.in_scope for h in held)} out of scope, and {len(double(split))} with two requests"
        for split, held in sets.items()
    }
    return (
        f"Trained on {len(trained)} messages of {hands} hands "
        f"({sum(e.topic == 'out_of_scope' for e in trained)} out of scope). Development: {counts['dev']}. "
        f"Test (frozen, nobody reads it): {counts['test']}. No hand wrote for two of the three.\n\n"
        f"The stock pipeline is the one `rasa init` writes, DIET with {epochs()} epochs, on a sample of "
        f"{len(sample())} messages, 15 a topic (bench/nlu/sample.tsv; {shared} of them stand in a held-out "
        "set too, to its advantage); ours was trained on that same sample too."
    )


def _draw(dev: Measured, test: Measured, points: list[tuple[int, int, float, float]]) -> None:
    names = sorted({held.topic for held in test.messages})
    right, guessed = [h.topic for h in test.messages], [r.topic for r in test.reads]
    pictures.confusion(names, right, guessed)
    pictures.reliability({"development": (dev.confidence, dev.right), "test": (test.confidence, test.right)})
    pictures.learning(points)


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
