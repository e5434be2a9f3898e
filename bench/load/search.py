"""Finds what is sustainable: the highest rate that is answered in time, with nothing refused."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from bench.cluster.cluster import Cluster
from bench.cluster.parts import Missing
from bench.faults.customer import Customer
from bench.faults.orders import MERCHANT, email_of, fill
from bench.load.step import Step, arrive, step

FIRST, FASTER = 6.0, 1.5
IN_TIME = 1.5  # seconds within which 95 in 100 answers come at a sustainable load
CUSTOMERS = 200
TRIES = 2  # of a level: other work on the machine may have been in its way


@dataclass
class Found:
    """`steps` from the first level up to the one that was too much, or down to one that was not; then twice
    the sustainable rate."""

    name: str
    steps: list[Step]
    best: Step
    twice: Step

    @property
    def sustainable(self) -> float:
        return self.best.rate


def search(name: str, cluster: Cluster, seconds: float, longest: float, told: Callable[[str], None]) -> Found:
    """`seconds` of a level; after the `longest` time no further level is tried. Raises Missing where not even
    little is answered in time."""
    fill(cluster.database_url, CUSTOMERS)
    return asyncio.run(_search(name, cluster, seconds, longest, told))


async def _search(
    name: str, cluster: Cluster, seconds: float, longest: float, told: Callable[[str], None]
) -> Found:
    customers = [Customer(one, cluster.address, email_of(one), MERCHANT) for one in range(CUSTOMERS)]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as web:
        listening = await arrive(web, customers)
        await step(web, cluster, customers, 5, 4)  # to be warm
        steps: list[Step] = []
        deadline, rate, up = time.monotonic() + longest, FIRST, True
        while time.monotonic() < deadline:
            found = await _level(web, cluster, customers, rate, seconds)
            steps.append(found)
            told(f"{name}: {row(found)}")
            up = up and (sustained(found) or len(steps) > 1)
            if sustained(found) != up:  # too much at last, or little enough at last
                break
            rate = rate * FASTER if up else rate / 2
        good = [one for one in steps if sustained(one)]
        if not good:
            raise Missing(f"{name}: even {steps[-1].rate:.2f} messages a second are not answered in time")
        best = max(good, key=lambda one: one.rate)
        twice = await step(web, cluster, customers, 2 * best.rate, 2 * seconds)
        told(f"{name}, twice: {row(twice)}")
        for task in listening:
            task.cancel()
    return Found(name, steps, best, twice)


async def _level(
    web: aiohttp.ClientSession, cluster: Cluster, customers: list[Customer], rate: float, seconds: float
) -> Step:
    for _ in range(TRIES):
        found = await step(web, cluster, customers, rate, seconds)
        if sustained(found):
            break
    return found


def sustained(found: Step) -> bool:
    clean = not (found.shed or found.failed or found.lost or found.apologies)
    return clean and found.wait(0.95) <= IN_TIME


def row(found: Step) -> str:
    return (
        f"{found.rate:.0f}/s offered, {found.taken} accepted, {found.answered} answered, "
        f"{found.apologies} with an apology, {found.shed} shed, {found.failed} failed, {found.lost} lost, "
        f"{found.doubled} doubled, p50 {found.wait(0.5):.2f} s, p95 {found.wait(0.95):.2f} s"
    )
