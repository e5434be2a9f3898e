"""`make faults`: 500 conversations against the cluster (`N=…` for another number), every fault once."""

from __future__ import annotations

import os
import signal
import statistics
import sys
import time

from bench.cluster.cluster import Cluster
from bench.cluster.parts import Missing
from bench.faults.books import Books
from bench.faults.carrier import Carrier
from bench.faults.faults import FAULTS
from bench.faults.run import logs_to_full_device, play

PAUSE = float(os.environ.get("PAUSE", 100))  # of a customer between two words, in seconds
APART = float(os.environ.get("APART", 18))  # between two faults
# Nobody is to be refused for writing much, all of it comes from one address.
LIMITS = {"address_messages": "1000000", "address_sessions": "1000000", "session_messages": "1000000"}


def main() -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # all parts are ended then as well
    customers, began = int(os.environ.get("N", 500)), time.monotonic()
    try:
        carrier = Carrier()
        cluster = Cluster(told=say, settings=LIMITS | carrier.settings)
        try:
            logs_to_full_device(cluster)
            cluster.start()
            say(f"the cluster answers at {cluster.address}; {customers} customers come in")
            books = play(cluster, carrier, customers, PAUSE, APART, told=say)
        finally:
            cluster.stop(keep="KEEP" in os.environ)
            carrier.close()
    except Missing as reason:
        say(f"make faults: {reason}")
        return 1
    print(table(books, customers, time.monotonic() - began))
    return 1 if any(books.wrong.values()) else 0


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def table(books: Books, customers: int, seconds: float) -> str:
    lines = [
        f"| {customers} conversations, {len(FAULTS)} faults, logs of two processes full, {seconds:.0f} s | |",
        "| --- | ---: |",
        f"| messages accepted | {books.taken} |",
        f"| answered | {books.answered} |",
        f"| of these with an apology | {books.apologies} |",
        f"| tickets opened with them | {books.tickets} |",
        f"| median from accepted to answered | {statistics.median(books.waits or [0]):.2f} s |",
        f"| refused and sent again | {books.refused} |",
        f"| orders cancelled | {books.cancelled} |",
    ]
    lines += [f"| **{name}** | **{len(cases)}** |" for name, cases in books.wrong.items()]
    lines += ["", "| fault | messages under way | slowest answer | apologies | slowest of these |"]
    lines += ["| --- | ---: | ---: | ---: | ---: |", *(toll.row() for toll in books.tolls)]
    lines += [f"  {name}: {case}" for name, cases in books.wrong.items() for case in cases[:5]]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
