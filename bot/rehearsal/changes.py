"""What a conversation changed in the store: snapshots compared, others' changes left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.orders.snapshot import Snapshot, changes, snapshot
from bot.orders.store import Store


class Changes:
    """``start``, then any number of ``by_others`` blocks, then ``found``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._before: Snapshot = {}

    def _now(self) -> Snapshot:
        with self._store.transaction() as tx:
            return snapshot(tx)

    def start(self) -> None:
        self._before = self._now()

    @contextmanager
    def by_others(self) -> Iterator[None]:
        """What changes inside the block counts as there before; the assistant's own changes still count."""
        was = self._now()
        yield
        for key, value in self._now().items():
            if was.get(key) != value:
                self._before[key] = value

    def found(self) -> list[dict[str, Any]]:
        """The ``changes`` of contracts.md."""
        return changes(self._before, self._now())
