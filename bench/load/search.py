"""Finds what is sustainable: the highest rate that is answered in time, with nothing refused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp

from bench.cluster.parts import Missing
from bench.faults.customer import Customer
from bench.faults.orders import MERCHANT, email_of, fill
from bench.load.step import Step, arrive, step

FIRST, FASTER = 8.0, 1.4
IN_TIME = 1.5  # seconds within which 95 in 100 answers come at a sustainable load
CUSTOMERS = 200
MOST = 12  # levels


@dataclass
class Found:
    """`steps` from the first level up to the one that was too much, or down to one that was not; then twice
    the sustainable rate."""

    name: str
    steps: list[Step]
    sustainable: float
    twice: Step


def search(name: str, address: str, database_url: str, seconds: float, told: Callable[[str], None]) -> Found:
    fill(database_url, CUSTOMERS)
    return asyncio.run(_search(name, address, seconds, told))


async def _search(name: str, address: str, seconds: float, told: Callable[[str], None]) -> Found:
    customers = [Customer(number, address, email_of(number), MERCHANT) for number in range(CUSTOMERS)]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as web:
        listening = await arrive(web, customers)
        await step(web, address, customers, 5, 4)  # to be warm
        steps: list[Step] = []
        rate, up = FIRST, True
        while len(steps) < MOST:
            found = await step(web, address, customers, rate, seconds)
            steps.append(found)
            told(f"{name}: {row(found)}")
            up = up and (sustained(found) or len(steps) > 1)
            if sustained(found) != up:  # too much at last, or little enough at last
                break
            rate = rate * FASTER if up else rate / 2
        good = max((one.rate for one in steps if sustained(one)), default=0.0)
        if not good:
            raise Missing(f"{name}: even {steps[-1].rate:.2f} messages a second are not answered in time")
        twice = await step(web, address, customers, 2 * good, 2 * seconds)
        told(f"{name}, twice: {row(twice)}")
        for task in listening:
            task.cancel()
    return Found(name, steps, good, twice)


def sustained(found: Step) -> bool:
    clean = not (found.shed or found.failed or found.lost or found.apologies)
    return clean and found.wait(0.95) <= IN_TIME


def row(found: Step) -> str:
    return (
        f"{found.rate:.0f}/s offered, {found.taken} accepted, {found.answered} answered, "
        f"{found.apologies} with an apology, {found.shed} shed, {found.failed} failed, {found.lost} lost, "
        f"{found.doubled} doubled, p50 {found.wait(0.5):.2f} s, p95 {found.wait(0.95):.2f} s"
    )
