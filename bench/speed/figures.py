"""What was measured, and how each figure stands to what is to be reached."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Measured:
    """One assistant's figures; `seconds` unless said otherwise. A repeat is a fresh start of the servers."""

    starts: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)  # turns 2 and later of fresh conversations
    long: list[list[float]] = field(default_factory=list)  # each a conversation of many turns
    rates: list[float] = field(default_factory=list)  # turns per second with a crowd
    crowd: list[float] = field(default_factory=list)  # the turns of those crowds
    memory: tuple[float, float] = (0.0, 0.0)  # MB: the server, all processes
    training: tuple[float, float] = (0.0, 0.0)  # by the clock, by the processor
    lost: list[str] = field(default_factory=list)

    @property
    def growth(self) -> float:
        """The last ten turns of the long conversations against turns 2 to 11."""
        early = [second for one in self.long for second in one[1:11]]
        late = [second for one in self.long for second in one[-10:]]
        return statistics.median(late) / statistics.median(early)


@dataclass(frozen=True)
class Row:
    """A line of the table. `reached`: whether `ratio` is on the right side of `wanted`."""

    label: str
    relais: str
    stock: str
    ratio: float
    wanted: str
    reached: bool


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def rows(relais: Measured, stock: Measured, lookups: dict[str, tuple[float, float]]) -> list[Row]:
    """The table of the issue. `lookups`: engine -> seconds of a look-up among few and among many orders."""
    mine, theirs = (
        {
            "median": statistics.median(one.turns),
            "tail": percentile(one.turns, 0.99),
            "start": statistics.median(one.starts),
            "rate": statistics.median(one.rates),
        }
        for one in (relais, stock)
    )
    ms = "{:.1f} ms".format
    found = [
        _at_least("turn with order look-up and policy over HTTP, median", mine["median"] * 1e3,
                  theirs["median"] * 1e3, 6, ms),
        _at_least("the same at the 99th percentile", mine["tail"] * 1e3, theirs["tail"] * 1e3, 4, ms),
        Row("turn 200 of a conversation against turn 2", f"{relais.growth:.2f}", f"{stock.growth:.2f}",
            relais.growth, "at most 1.2", relais.growth <= 1.2),
        _at_least("turns per second of one server process, 50 conversations at once", 1 / mine["rate"],
                  1 / theirs["rate"], 6, lambda value: f"{1 / value:.1f}"),
        _at_least("training, by the clock", relais.training[0], stock.training[0], 3, "{:.0f} s".format),
        _at_least("training, processor time", relais.training[1], stock.training[1], 3, "{:.0f} s".format),
        _at_least("start to first answer", mine["start"], theirs["start"], 2, "{:.1f} s".format),
        _at_most("memory of the server", relais.memory[0], stock.memory[0], 0.6),
        _at_most("memory of all processes", relais.memory[1], stock.memory[1], 0.6),
    ]  # fmt: skip
    for engine, (few, many) in lookups.items():
        label = f"order look-up, 1,000,000 orders against 1,000, {engine}"
        shown = f"{many * 1e3:.2f} ms against {few * 1e3:.2f} ms"
        found.append(Row(label, shown, "", many / few, "at most 1.5", many / few <= 1.5))
    return found


def _at_least(label: str, relais: float, stock: float, wanted: float, shown: object) -> Row:
    ratio = stock / relais
    return Row(label, shown(relais), shown(stock), ratio, f"at least {wanted}", ratio >= wanted)  # type: ignore[operator]


def _at_most(label: str, relais: float, stock: float, wanted: float) -> Row:
    ratio = relais / stock
    return Row(label, f"{relais:.0f} MB", f"{stock:.0f} MB", ratio, f"at most {wanted}", ratio <= wanted)
