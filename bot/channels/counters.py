"""How often something happened within a window: in the database, or in Redis where it is configured."""

from __future__ import annotations

import logging
import math
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Protocol

from redis import Redis
from redis.exceptions import RedisError

from bot.orders.store import Store, Transaction

logger = logging.getLogger(__name__)


class Counters(Protocol):
    def hit(
        self, key: str, limit: int, seconds: int, at: datetime, tx: Transaction | None = None
    ) -> int | None:
        """Count one more, within `tx` if given. None when it is within the limit, else the seconds to wait.
        Blocking."""


class StoredCounters:
    """In the table that all server processes share."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def hit(
        self, key: str, limit: int, seconds: int, at: datetime, tx: Transaction | None = None
    ) -> int | None:
        window = timedelta(seconds=seconds)
        with nullcontext(tx) if tx else self._store.transaction() as within:
            tally = within.tallies.add(key, at, window)
        if tally.count <= limit:
            return None
        return max(1, math.ceil((tally.since + window - at).total_seconds()))


class RedisCounters:
    """In Redis. One that does not answer limits nobody: customers come before counting."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)

    def hit(
        self, key: str, limit: int, seconds: int, at: datetime, tx: Transaction | None = None
    ) -> int | None:
        name = f"relais:{key}"
        try:
            with self._redis.pipeline(transaction=True) as pipe:
                pipe.set(name, 0, ex=seconds, nx=True)
                pipe.incr(name)
                pipe.ttl(name)
                _, count, left = pipe.execute()
        except RedisError as error:
            logger.warning("Redis does not answer, nothing is limited: %s", type(error).__name__)
            return None
        return None if count <= limit else max(1, int(left))
