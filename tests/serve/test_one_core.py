"""A server process on one core: where it goes when others need that core, and that its threads go with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from threading import Event, Thread

import pytest

from bot.one_core import OneCore, place

TWO = pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="this machine has one core")
# Tells the cores it is allowed on after each half second; a thread stands for the store's.
WATCHED = """
import os, sys, threading, time
from bot.one_core import OneCore
os.sched_setaffinity(0, {0})
here = sorted(map(int, sys.argv[1].split(",")))
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
core = OneCore(0.2, here)
core.start()
while True:
    tasks = os.listdir("/proc/self/task")
    print(*sorted({core for task in tasks for core in os.sched_getaffinity(int(task))}), flush=True)
    time.sleep(0.5)
"""


@pytest.mark.parametrize(
    ("at", "own", "busy", "expected"),
    [
        (0, 0.9, {0: 1.0, 1: 0.9}, 0),  # its core is its own, whatever the others do
        (0, 0.5, {0: 1.0, 1: 0.1}, 1),  # another has room
        (0, 0.4, {0: 1.0, 1: 0.9}, None),  # none has: the system shares them out
        (0, 0.5, {0: 1.0, 1: 0.9, 2: 0.2, 3: 0.6}, 2),  # the one with most room
        (1, 0.0, {0: 0.0, 1: 0.1}, 1),  # little is no reason
        (None, 0.5, {0: 0.6, 1: 0.5}, 1),  # the others need less than the other core
        (None, 0.5, {0: 1.0, 1: 1.0}, None),
    ],
)
def test_where_it_is_best_placed(
    at: int | None, own: float, busy: dict[int, float], expected: int | None
) -> None:
    assert place(at, own, busy) == expected


@TWO
def test_all_threads_are_on_one_core_until_it_stops() -> None:
    def cores() -> list[set[int]]:
        return [os.sched_getaffinity(int(task)) for task in os.listdir("/proc/self/task")]

    before, end = os.sched_getaffinity(0), Event()
    Thread(target=end.wait).start()
    one = OneCore(60)
    try:
        one.start()
        found = cores()
        assert len(found) > 1
        assert all(len(each) == 1 and each == found[0] for each in found)
    finally:
        one.stop()
        end.set()
    assert all(each == before for each in cores())


@TWO
def test_it_leaves_a_core_that_another_process_keeps_busy() -> None:
    allowed = sorted(os.sched_getaffinity(0))
    watched = subprocess.Popen(
        [sys.executable, "-c", WATCHED.replace("{0}", f"{{{allowed[0]}}}"), ",".join(map(str, allowed))],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert watched.stdout
    hog = None
    try:
        assert watched.stdout.readline().split() == [str(allowed[0])]
        hog = subprocess.Popen([sys.executable, "-c", "while True: pass"])
        os.sched_setaffinity(hog.pid, {allowed[0]})
        deadline = time.monotonic() + 15
        while watched.stdout.readline().split() == [str(allowed[0])]:
            assert time.monotonic() < deadline, "it stayed beside a process that needs all of the core"
    finally:
        for process in (watched, hog):
            if process:
                process.kill()
                process.wait()


@TWO
def test_where_only_one_core_is_allowed_nothing_is_done() -> None:
    one = OneCore(60, [0])
    before = os.sched_getaffinity(0)
    one.start()
    assert os.sched_getaffinity(0) == before
    one.stop()
