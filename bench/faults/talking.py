"""What the customers say: some ask to cancel their order and say yes, all write two messages at once."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress

import aiohttp

from bench.faults.customer import Customer, Sent
from bench.faults.orders import buys

SMALL = ("bonjour", "où en est ma commande ?", "quels moyens de paiement acceptez-vous ?", "merci beaucoup")
CANCEL = "je voudrais annuler ma commande"
ARRIVING = 30.0  # seconds within which all come in
PATIENCE = 45.0  # seconds a customer waits for an answer; longer than any fault lasts


async def talk(customer: Customer, web: aiohttp.ClientSession, over: asyncio.Event, pause: float) -> None:
    """Until `over`, with `pause` seconds between two words. Who has an order to cancel asks for it and says
    yes."""
    chance = random.Random(customer.number)
    await asyncio.sleep(chance.uniform(0, min(pause, ARRIVING)))
    await customer.arrive(web)
    listening = asyncio.ensure_future(customer.listen(web))
    await asyncio.sleep(chance.uniform(0, pause))
    cancelled = not buys(customer.number)
    while not over.is_set():
        if not cancelled and chance.random() < 0.5:
            cancelled = await _cancel(customer, web)
        elif chance.random() < 0.4:
            # Without waiting: the second may arrive at another server, and must not overtake.
            both = [await customer.send(web, text) for text in chance.sample(SMALL, 2)]
            await customer.answer_to(both[-1], PATIENCE)
        else:
            await customer.answer_to(await customer.send(web, chance.choice(SMALL)), PATIENCE)
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(over.wait(), chance.uniform(0.5, 1.5) * pause)
    for sent in list(customer.sent.values()):
        if sent.taken:
            await customer.answer_to(sent, PATIENCE)
    listening.cancel()


async def _cancel(customer: Customer, web: aiohttp.ClientSession) -> bool:
    """Whether the customer has been told that it is done."""
    asked = await customer.send(web, CANCEL)
    if not await customer.answer_to(asked, PATIENCE) or not _offers(asked):
        return False
    yes = await customer.send(web, "oui")
    await customer.answer_to(yes, PATIENCE)
    return applied(yes)


def _offers(sent: Sent) -> bool:
    return any(decision["offer"] for answer in sent.answers for decision in answer["decisions"])


def applied(sent: Sent) -> bool:
    return any(
        decision["outcome"] == "applied" for answer in sent.answers for decision in answer["decisions"]
    )
