"""One run: customers talk, faults happen, the books are checked."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import aiohttp

from bench.cluster.cluster import Cluster
from bench.faults.books import Books, check
from bench.faults.customer import Customer
from bench.faults.faults import FAULTS
from bench.faults.orders import MERCHANT, email_of, fill
from bench.faults.talking import talk

HEALTHY = 120.0  # seconds a cluster may take to be whole again by itself


def logs_to_full_device(cluster: Cluster, part: int = -1) -> None:
    """All logs of one server and one action server end in /dev/full."""
    for chosen, name in ((cluster.servers[part], "server"), (cluster.actions[part], "actions")):
        logs = Path(chosen.environment["RELAIS_STATE_DIR"]) / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        (logs / f"{name}.log").symlink_to("/dev/full")


def play(
    cluster: Cluster,
    customers: int,
    pause: float,
    apart: float,
    faults: Sequence[str] = tuple(FAULTS),
    told: Callable[[str], None] = lambda _line: None,
) -> Books:
    """`pause`: seconds between two words of a customer; `apart`: between two faults. Raises AssertionError
    if the cluster is not whole again by itself."""
    fill(cluster.database_url, customers)
    them = [Customer(number, cluster.address, email_of(number), MERCHANT) for number in range(customers)]
    asyncio.run(_play(cluster, them, pause, apart, faults, told))
    assert cluster.healthy(HEALTHY), "the cluster is not whole again"
    return check(cluster.database_url, them)


async def _play(
    cluster: Cluster,
    customers: list[Customer],
    pause: float,
    apart: float,
    faults: Sequence[str],
    told: Callable[[str], None],
) -> None:
    over, began = asyncio.Event(), time.monotonic()
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as web:
        talks = [
            asyncio.ensure_future(talk(one, web, over, pause, buys=one.number % 2 == 0)) for one in customers
        ]
        for name in faults:
            await asyncio.sleep(apart)
            told(f"{time.monotonic() - began:5.0f} s  {_count(customers)}  {name}")
            await FAULTS[name](cluster)
        await asyncio.sleep(apart)
        told(f"{time.monotonic() - began:5.0f} s  {_count(customers)}  no more faults, last answers")
        over.set()
        await asyncio.gather(*talks)
    told(f"{time.monotonic() - began:5.0f} s  {_count(customers)}  done")


def _count(customers: list[Customer]) -> str:
    sent = [sent for customer in customers for sent in customer.sent.values()]
    taken = sum(one.taken is not None for one in sent)
    answered = sum(one.answered is not None for one in sent)
    return f"{taken:5} taken {answered:5} answered"
