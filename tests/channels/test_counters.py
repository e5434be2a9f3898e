"""The same counting in the database and in Redis."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from bot.channels.counters import RedisCounters, StoredCounters
from bot.orders.store import Store
from tests.processes import free_port

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=timezone.utc)


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    program = shutil.which("redis-server")
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Redis is not installed, and CI must run its half of the tests")
        pytest.skip("NOT RUN: Redis is not installed here")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    url = f"redis://127.0.0.1:{port}/0"
    try:
        _wait(url)
        yield url
    finally:
        server.terminate()
        server.wait(10)


def _wait(url: str) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            Redis.from_url(url).ping()
            return
        except RedisError:
            assert time.monotonic() < deadline
            time.sleep(0.1)


def test_so_many_within_a_window_in_the_database(store: Store) -> None:
    counters = StoredCounters(store)
    assert [counters.hit("a", 2, 60, NOW) for _ in range(3)] == [None, None, 60]
    assert counters.hit("b", 2, 60, NOW) is None
    assert counters.hit("a", 2, 60, NOW + timedelta(seconds=45)) == 15
    assert counters.hit("a", 2, 60, NOW + timedelta(seconds=60)) is None


def test_so_many_within_a_window_in_redis(redis_url: str) -> None:
    first, second = RedisCounters(redis_url), RedisCounters(redis_url)  # two server processes
    assert first.hit("a", 2, 60, NOW) is None
    assert second.hit("a", 2, 60, NOW) is None
    wait = first.hit("a", 2, 60, NOW)
    assert wait is not None
    assert 58 <= wait <= 60
    assert first.hit("b", 2, 60, NOW) is None


def test_a_redis_that_is_gone_keeps_nobody_out() -> None:
    assert RedisCounters(f"redis://127.0.0.1:{free_port()}/0").hit("a", 1, 60, NOW) is None
