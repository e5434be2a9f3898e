"""The measuring itself: both assistants alternate, so that what else the machine does meets both."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.speed.figures import Measured
from bench.speed.servers import Side
from bench.speed.turns import conversation, crowd

CUSTOMERS = 50


@dataclass(frozen=True)
class Plan:
    """How much is done. `seconds` bound each phase: who is slow gets fewer turns, not more time."""

    starts: int = 3
    blocks: int = 20  # fresh conversations of ten turns, per assistant
    long: int = 2  # conversations of `turns` turns, per assistant
    turns: int = 200
    crowds: int = 3
    crowd_seconds: float = 15.0
    seconds: float = 120.0


FULL, QUICK = Plan(), Plan(starts=1, blocks=5, long=1, crowds=1, crowd_seconds=8.0, seconds=60.0)
Say = Callable[[str], None]


async def run(relais: Side, stock: Side, plan: Plan, say: Say) -> tuple[Measured, Measured]:
    """Starts both, asks both, stops both. Raises RuntimeError when one does not start."""
    sides = [(relais, Measured()), (stock, Measured())]
    try:
        await _starts(sides, plan, say)
        await _blocks(sides, plan, say)
        await _long(sides, plan, say)
        await _crowds(sides, plan, say)
        for side, measured in sides:
            measured.memory = side.memory()
    finally:
        await asyncio.gather(*(asyncio.to_thread(side.stop) for side, _ in sides))
    return sides[0][1], sides[1][1]


async def _starts(sides: list[tuple[Side, Measured]], plan: Plan, say: Say) -> None:
    """Each alone; the last start of each stays."""
    for repeat in range(plan.starts):
        for side, measured in sides:
            measured.starts.append(await side.start())
            say(f"start {repeat + 1}: {side.name} answers after {measured.starts[-1]:.1f} s")
            if repeat + 1 < plan.starts:
                side.stop()


async def _blocks(sides: list[tuple[Side, Measured]], plan: Plan, say: Say) -> None:
    began = time.perf_counter()
    for block in range(plan.blocks):
        for side, measured in sides if block % 2 else reversed(sides):
            seen = await conversation(side, 10)
            measured.turns += seen.seconds[1:]
            measured.lost += seen.lost
        if time.perf_counter() - began > plan.seconds:
            break
    say(", ".join(f"{side.name}: {len(measured.turns)} turns" for side, measured in sides))


async def _long(sides: list[tuple[Side, Measured]], plan: Plan, say: Say) -> None:
    for number in range(plan.long):
        for side, measured in sides:
            seen = await conversation(side, plan.turns)
            measured.long.append(seen.seconds)
            measured.lost += seen.lost
            say(f"long conversation {number + 1}: {side.name}, {sum(seen.seconds):.0f} s")


async def _crowds(sides: list[tuple[Side, Measured]], plan: Plan, say: Say) -> None:
    for number in range(plan.crowds):
        for side, measured in sides:
            rate, seen = await crowd(side, CUSTOMERS, plan.crowd_seconds)
            measured.rates.append(rate)
            measured.crowd += seen.seconds
            measured.lost += seen.lost
            say(f"crowd {number + 1}: {side.name}, {rate:.1f} turns/s")
