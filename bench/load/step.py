"""One level of load: messages come at a given rate, whether or not the ones before were answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import aiohttp

from bench.cluster.cluster import Cluster
from bench.faults.customer import NETWORK, POST, Customer, Sent
from bench.load.costs import Cost, costs, spent
from bot.channels.refusals import BUSY, FULL

WORDS = ("bonjour", "où en est ma commande ?", "quels moyens de paiement acceptez-vous ?")
LAST = 20.0  # seconds that the last answers may take


@dataclass
class Step:
    """`rate`: messages a second offered; `shed`: refused politely, that is with 503, a French sentence and a
    time to come back; `failed`: refused otherwise or not at all answered; `lost` and `doubled` should be
    empty; `costs`: of a turn."""

    rate: float
    seconds: float
    taken: int = 0
    answered: int = 0
    apologies: int = 0
    shed: int = 0
    failed: int = 0
    doubled: int = 0
    waits: list[float] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)

    @property
    def lost(self) -> int:
        return self.taken - self.answered

    @property
    def turns(self) -> float:
        """Answered turns a second."""
        return self.answered / self.seconds

    def wait(self, part: float) -> float:
        """The wait that so large a part of the answers stayed below, in seconds."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else float("inf")


async def step(
    web: aiohttp.ClientSession, cluster: Cluster, customers: Sequence[Customer], rate: float, seconds: float
) -> Step:
    """The customers are listening already; each message comes from the next of them."""
    before = spent(cluster)
    result, began, sending = Step(rate, seconds), time.monotonic(), []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        customer = customers[number % len(customers)]
        sending.append(asyncio.ensure_future(_once(web, cluster.address, customer, number, result)))
    await asyncio.gather(*sending)
    result.costs = costs(cluster, before, spent(cluster), result.answered)
    return result


async def _once(
    web: aiohttp.ClientSession, address: str, customer: Customer, number: int, result: Step
) -> None:
    sent = Sent(f"m{number}-{time.monotonic_ns()}", WORDS[number % len(WORDS)], time.monotonic())
    customer.sent[sent.id] = sent
    body = {"id": sent.id, "text": sent.text}
    try:
        async with web.post(
            f"{address}/v1/messages", json=body, headers=customer.headers, timeout=POST
        ) as answer:
            if answer.status != 202:
                if await _polite(answer):
                    result.shed += 1
                else:
                    result.failed += 1
                return
    except NETWORK:
        result.failed += 1
        return
    result.taken += 1
    if await customer.answer_to(sent, LAST):
        result.answered += 1
        assert sent.answered
        result.waits.append(sent.answered - sent.first_try)
        result.apologies += any(one["text"].startswith("Toutes mes excuses") for one in sent.answers)
    result.doubled += sum(bool(one.get("last")) for one in sent.answers) > 1


async def _polite(answer: aiohttp.ClientResponse) -> bool:
    """The customer reads why in French, and the browser when it may try again."""
    if answer.status != 503 or int(answer.headers.get("retry-after", 0)) <= 0:
        return False
    return bool((await answer.json())["error"] in (FULL, BUSY))


async def arrive(web: aiohttp.ClientSession, customers: Sequence[Customer]) -> list[asyncio.Task[None]]:
    """Opens their conversations; the tasks that listen."""
    for start in range(0, len(customers), 10):
        await asyncio.gather(*(one.arrive(web) for one in customers[start : start + 10]))
    return [asyncio.ensure_future(one.listen(web)) for one in customers]
