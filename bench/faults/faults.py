"""What goes wrong, one after another; each fault ends by itself, and nobody's hand is needed afterwards."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress

import psutil

from bench.cluster.cluster import Cluster
from bench.cluster.parts import Part
from bench.faults.carrier import Carrier

Fault = Callable[[Cluster, Carrier], Awaitable[None]]


async def server_killed(cluster: Cluster, _carrier: Carrier) -> None:
    """kill -9 of a server process with all the turns in its hands."""
    cluster.servers[0].kill()


async def action_server_killed(cluster: Cluster, _carrier: Carrier) -> None:
    cluster.actions[0].kill()


async def action_server_hangs(cluster: Cluster, _carrier: Carrier) -> None:
    """Stopped for 8 s, longer than a turn waits; then it goes on where it was, and must do nothing more."""
    await _hangs(cluster.actions[-1], 8.0)


async def server_hangs(cluster: Cluster, _carrier: Carrier) -> None:
    """Stopped for 10 s, longer than its lease; others take over, then it wakes and thinks it is still it."""
    await _hangs(cluster.servers[-1], 10.0)


async def redis_restarted(cluster: Cluster, _carrier: Carrier) -> None:
    cluster.redis.held = True
    cluster.redis.kill()
    await asyncio.sleep(2)
    cluster.redis.held = False


async def postgres_restarted(cluster: Cluster, _carrier: Carrier) -> None:
    """As a crash: SIGQUIT ends it without a word to its clients, and it recovers when it starts."""
    cluster.database.held = True
    os.kill(cluster.database.pid, signal.SIGQUIT)
    await asyncio.sleep(2)
    cluster.database.held = False


async def carrier_hangs(_cluster: Cluster, carrier: Carrier) -> None:
    """It accepts every connection and question, and never says a word."""
    carrier.hang()
    try:
        await asyncio.sleep(10)
    finally:
        carrier.answer()


FAULTS: dict[str, Fault] = {
    "kill -9 of a server": server_killed,
    "kill -9 of an action server": action_server_killed,
    "an action server hangs for 8 s": action_server_hangs,
    "a carrier hangs for 10 s": carrier_hangs,
    "Redis restarted": redis_restarted,
    "PostgreSQL crashes and restarts": postgres_restarted,
    "a server hangs for 10 s": server_hangs,
}


async def _hangs(part: Part, seconds: float) -> None:
    """SIGSTOP and SIGCONT for what does the work, not for who watches it."""
    children = psutil.Process(part.pid).children(recursive=True)
    _signal(children, signal.SIGSTOP)
    try:
        await asyncio.sleep(seconds)
    finally:
        _signal(children, signal.SIGCONT)


def _signal(processes: list[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)
