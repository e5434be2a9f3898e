"""What is asked of both assistants, and how long each answer takes."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from itertools import count

from bench.speed.doors import Door, Lost
from bench.speed.servers import Side

# Each needs an order looked up and a policy applied; none says yes to anything.
SAID = (
    ("bonjour je voudrais annuler ma commande 204001", "204001"),
    ("est ce que je peux encore annuler la commande 204002", "204002"),
    ("j'aimerais annuler ma commande 204003 svp", "204003"),
    ("peut on annuler la commande 204001", "204001"),
)


@dataclass
class Seen:
    """`seconds` of each turn in order; `lost`: turns without their one right answer."""

    seconds: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


async def speak(door: Door, number: int, seen: Seen) -> None:
    """One turn, the `number`-th (from 0) of its conversation."""
    text, expected = SAID[number % len(SAID)]
    started = time.perf_counter()
    try:
        answer = await door.say(text)
    except Lost as lost:
        seen.lost.append(f"turn {number + 1}: {lost}")
        return
    seen.seconds.append(time.perf_counter() - started)
    if expected not in answer:
        seen.lost.append(f"turn {number + 1}, {text!r}: {answer[:100]!r}")


async def conversation(side: Side, turns: int) -> Seen:
    """One customer, `turns` messages one after another."""
    seen = Seen()
    try:
        async with side.door(side.address) as door:
            for number in range(turns):
                await speak(door, number, seen)
    except Lost as doubled:
        seen.lost.append(str(doubled))
    return seen


async def crowd(side: Side, customers: int, seconds: float) -> tuple[float, Seen]:
    """So many conversations at once for so long: turns per second that were answered, and all turns.

    The clock starts when all of them are open. A turn that begins in time is waited for, and the clock stops
    with the last.
    """
    seen, began, opened = Seen(), [0.0], 0
    all_open = asyncio.Event()

    async def customer() -> None:
        nonlocal opened
        try:
            async with side.door(side.address) as door:
                opened += 1
                if opened == customers:
                    began[0] = time.perf_counter()
                    all_open.set()
                await all_open.wait()
                for number in count():
                    await speak(door, number, seen)
                    if time.perf_counter() - began[0] > seconds:
                        break
        except Lost as doubled:
            seen.lost.append(str(doubled))

    await asyncio.gather(*(customer() for _ in range(customers)))
    return len(seen.seconds) / (time.perf_counter() - began[0]), seen
