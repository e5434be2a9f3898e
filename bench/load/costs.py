"""What a turn costs: processor time of each kind of process, and the memory that it holds."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

import psutil

from bench.cluster.cluster import Cluster
from bench.cluster.parts import Part

ROLES = ("server", "actions", "PostgreSQL", "nginx", "Redis")


@dataclass(frozen=True)
class Cost:
    """Of one kind of process: `milliseconds` of processor time a turn, `megabytes` that one such process
    holds with all its children (shared pages are divided among those who share them)."""

    role: str
    milliseconds: float
    megabytes: float


def spent(cluster: Cluster) -> dict[str, float]:
    """Seconds of processor time since each began, by role."""
    return {role: sum(_seconds(part.pid) for part in _parts(cluster, role)) for role in ROLES}


def costs(cluster: Cluster, before: dict[str, float], after: dict[str, float], turns: int) -> list[Cost]:
    """`before` and `after` that many turns."""
    found = []
    for role in ROLES:
        parts = list(_parts(cluster, role))
        held = sum(_bytes(part.pid) for part in parts) / max(1, len(parts))
        found.append(Cost(role, 1000 * (after[role] - before[role]) / max(1, turns), held / 2**20))
    return found


def _parts(cluster: Cluster, role: str) -> Iterable[Part]:
    return (part for part in cluster.parts if part.name.split()[0] == role)


def _seconds(pid: int) -> float:
    total = 0.0
    with suppress(psutil.NoSuchProcess):
        whole = psutil.Process(pid)
        ended = whole.cpu_times()
        total += ended.children_user + ended.children_system
        for process in (whole, *whole.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                total += times.user + times.system
    return total


def _bytes(pid: int) -> float:
    total = 0.0
    with suppress(psutil.NoSuchProcess):
        whole = psutil.Process(pid)
        for process in (whole, *whole.children(recursive=True)):
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                total += process.memory_full_info().pss
    return total
