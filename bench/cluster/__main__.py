"""`make cluster`: PostgreSQL, Redis, nginx, 3 server and 2 action processes. Ctrl-C ends all of them."""

from __future__ import annotations

import signal
import sys
from threading import Event

from bench.cluster.cluster import ROOT, Cluster
from bench.cluster.parts import Missing


def main() -> int:
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: stop.set())
    try:
        cluster = Cluster(told=lambda line: print(line, file=sys.stderr, flush=True))
    except Missing as reason:
        print(f"make cluster: {reason}", file=sys.stderr)
        return 1
    try:
        cluster.start()
        for part in cluster.parts:
            print(f"{part.name:12} pid {part.pid:<8} {part.log.relative_to(ROOT)}")
        print(f"Prêt : {cluster.address}/", flush=True)
        stop.wait()
    except Missing as reason:
        print(f"make cluster: {reason}", file=sys.stderr)
        return 1
    finally:
        cluster.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
