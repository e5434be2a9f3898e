"""The short form of `make bench-load` and `make faults`: that nothing is lost or doubled."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bench.cluster.cluster import Cluster
from bench.faults.carrier import Carrier
from bench.faults.customer import Customer
from bench.faults.orders import MERCHANT, email_of, fill
from bench.faults.run import play
from bench.load.step import Step, arrive, step

# Several at once, for the sake of time.
FAULTS_AT_ONCE = (
    ("kill -9 of a server", "a carrier hangs for 10 s"),
    ("an action server hangs for 8 s", "Redis restarted"),
    ("kill -9 of an action server", "PostgreSQL crashes and restarts"),
)
FIRST = 1000  # customers of the load are not those of the faults


@pytest.mark.timeout(300)
def test_what_is_too_much_is_refused_politely_and_the_rest_is_answered_once(cluster: Cluster) -> None:
    fill(cluster.database_url, FIRST + 40)
    customers = [
        Customer(number, cluster.address, email_of(number), MERCHANT) for number in range(FIRST, FIRST + 40)
    ]

    async def flood() -> Step:
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as web:
            listening = await arrive(web, customers)
            result = await step(web, cluster, customers, rate=400, seconds=0.5)
            for task in listening:
                task.cancel()
            return result

    result = asyncio.run(flood())
    assert result.shed > 0
    assert (result.lost, result.doubled) == (0, 0)


@pytest.mark.timeout(300)
def test_nothing_is_lost_doubled_or_overtaken_while_processes_and_engines_die(
    cluster: Cluster, carrier: Carrier
) -> None:
    books = play(cluster, carrier, customers=20, pause=3, apart=2, faults=FAULTS_AT_ONCE)
    assert {name: cases for name, cases in books.wrong.items() if cases} == {}
    assert books.answered == books.taken > 20
    assert books.cancelled > 0
    assert books.tickets > 0  # of the action server that hung
    assert carrier.unanswered > 0
