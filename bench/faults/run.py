"""One run: customers talk, faults happen, the books are checked."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import aiohttp

from bench.cluster.cluster import Cluster
from bench.faults.books import Books, check
from bench.faults.carrier import Carrier
from bench.faults.customer import Customer
from bench.faults.faults import FAULTS
from bench.faults.orders import MERCHANT, email_of, fill
from bench.faults.talking import ARRIVING, talk
from bench.faults.tolls import Toll

ONE_BY_ONE = tuple((name,) for name in FAULTS)
HEALTHY = 120.0  # seconds a cluster may take to be whole again by itself


def logs_to_full_device(cluster: Cluster, part: int = -1) -> None:
    """All logs of one server and one action server end in /dev/full."""
    for chosen, name in ((cluster.servers[part], "server"), (cluster.actions[part], "actions")):
        logs = Path(chosen.environment["RELAIS_STATE_DIR"]) / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        (logs / f"{name}.log").symlink_to("/dev/full")


def play(
    cluster: Cluster,
    carrier: Carrier,
    customers: int,
    pause: float,
    apart: float,
    faults: Sequence[Sequence[str]] = ONE_BY_ONE,
    told: Callable[[str], None] = lambda _line: None,
) -> Books:
    """`pause`: seconds between two words of a customer; `apart`: between two faults, or several at once.
    Raises AssertionError if the cluster is not whole again by itself."""
    fill(cluster.database_url, customers)
    them = [Customer(number, cluster.address, email_of(number), MERCHANT) for number in range(customers)]
    tolls = asyncio.run(_play(cluster, carrier, them, pause, apart, faults, told))
    assert cluster.healthy(HEALTHY), "the cluster is not whole again"
    return check(cluster.database_url, them, tolls)


async def _play(
    cluster: Cluster,
    carrier: Carrier,
    customers: list[Customer],
    pause: float,
    apart: float,
    faults: Sequence[Sequence[str]],
    told: Callable[[str], None],
) -> list[Toll]:
    over, began = asyncio.Event(), time.monotonic()
    tolls: list[Toll] = []
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as web:
        talks = [asyncio.ensure_future(talk(one, web, over, pause)) for one in customers]
        await asyncio.sleep(min(pause, ARRIVING))
        for names in faults:
            await asyncio.sleep(apart)
            told(f"{time.monotonic() - began:5.0f} s  {_count(customers)}  {', '.join(names)}")
            since = time.monotonic()
            await asyncio.gather(*(FAULTS[name](cluster, carrier) for name in names))
            tolls.append(Toll(", ".join(names), since, time.monotonic()))
        await asyncio.sleep(apart)
        told(f"{time.monotonic() - began:5.0f} s  {_count(customers)}  no more faults, last answers")
        over.set()
        await asyncio.gather(*talks)
    told(f"{time.monotonic() - began:5.0f} s  {_count(customers)}  done")
    return tolls


def _count(customers: list[Customer]) -> str:
    sent = [sent for customer in customers for sent in customer.sent.values()]
    taken = sum(one.taken is not None for one in sent)
    answered = sum(one.answered is not None for one in sent)
    return f"{taken:5} taken {answered:5} answered"
