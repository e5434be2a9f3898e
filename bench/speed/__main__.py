"""`make bench`: Relais and stock side by side, into docs/performance.md.

`--epochs N` takes a stock assistant whose DIET learned for N epochs instead of 100 (its training is most of
a first run); `--quick` measures with fewer repeats.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path

import uvloop

from bench.nlu.delivered import delivered
from bench.speed import pictures, report
from bench.speed.engines import postgres_pair, sqlite_pair
from bench.speed.figures import rows
from bench.speed.lookups import compare
from bench.speed.running import FULL, QUICK, run
from bench.speed.servers import relais_side, stock_side
from bench.stock.training import EPOCHS, kept, stock

_BEGAN = time.perf_counter()


def main() -> int:
    """Trains what is not kept yet, measures, writes the page. 1 where Relais lost a turn: figures of who does
    not answer are worth nothing."""
    reader = ArgumentParser(prog="make bench", description=__doc__)
    reader.add_argument("--epochs", type=int, default=EPOCHS)
    reader.add_argument("--quick", action="store_true")
    wanted = reader.parse_args()
    load, plan = os.getloadavg()[0], QUICK if wanted.quick else FULL
    if not kept(wanted.epochs):
        _say("training the stock assistant, which takes long; see .relais/bench-nlu/stock-assistant-*.log")
    theirs = stock(wanted.epochs)
    _say(f"stock was trained in {theirs.training[0]:.0f} s")
    ours = delivered()
    _say(f"Relais was trained in {ours.training[0]:.0f} s")
    with tempfile.TemporaryDirectory(prefix="relais-bench-") as name:
        folder = Path(name)
        sides = relais_side(folder, ours.model), stock_side(folder, theirs.model)
        uvloop.install()  # who measures takes little of the two processors that it measures
        relais, other = asyncio.run(run(*sides, plan, _say))
        relais.training, other.training = ours.training, theirs.training
        lookups = _lookups(folder)
    figures = rows(relais, other, lookups)
    pictures.turns({"Relais": relais, "stock": other})
    pictures.long({"Relais": relais, "stock": other})
    print(report.write(figures, relais, other, plan, wanted.epochs, load))
    _say("docs/performance.md is written")
    if relais.lost:
        _say(f"{len(relais.lost)} turns of Relais were not answered right; the first: {relais.lost[0]}")
    return 1 if relais.lost else 0


def _lookups(folder: Path) -> dict[str, tuple[float, float]]:
    found = {"SQLite": compare(sqlite_pair(folder))}
    _say("looked orders up among a million on SQLite")
    with postgres_pair() as pair:
        if pair is None:
            _say("PostgreSQL is not installed here: its look-ups are not measured")
        else:
            found["PostgreSQL"] = compare(pair)
            _say("looked orders up among a million on PostgreSQL")
    return found


def _say(words: str) -> None:
    print(f"{time.perf_counter() - _BEGAN:6.0f} s  {words}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
