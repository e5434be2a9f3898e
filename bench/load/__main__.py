"""`make bench-load`: one server process, then the cluster, under rising load; docs/load.md."""

from __future__ import annotations

import os
import signal
import sys
import time

from bench.cluster.cluster import Cluster
from bench.cluster.parts import Missing
from bench.faults.__main__ import LIMITS, say
from bench.load import sizing
from bench.load.report import write
from bench.load.search import Found, search

SECONDS = float(os.environ.get("SECONDS_A_LEVEL", 6))
LONGEST = float(os.environ.get("LONGEST", 50))  # seconds of looking for what one of the two sustains
SIZES = {"one server, one action server": (1, 1), "three servers, two action servers": (3, 2)}


def main() -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # all parts are ended then as well
    found: list[Found] = []
    busy, began = os.getloadavg()[0], time.monotonic()
    for name, (servers, actions) in SIZES.items():
        try:
            cluster = Cluster(servers, actions, told=say, settings=LIMITS)
            try:
                cluster.start()
                found.append(search(name, cluster, SECONDS, LONGEST, say))
                write(found, busy, time.monotonic() - began)
                sizing.write()
            finally:
                cluster.stop()
        except Missing as reason:
            print(f"make bench-load: {reason}", file=sys.stderr)
            return 1
    wrong = sum(step.lost + step.doubled for one in found for step in (*one.steps, one.twice))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
