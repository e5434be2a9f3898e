"""The policies in force in a running process: each merchant's published version, else what the folder has.

A new version is taken up within seconds: a turn looks for one at most every two seconds, by one small query.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Lock, Thread

from sqlalchemy.exc import SQLAlchemyError

from bot.orders.store import Store
from bot.policies.files import PackFiles
from bot.policies.pack import Pack, load_files, load_packs, pack_folders

logger = logging.getLogger(__name__)
EVERY = 2.0  # seconds between two looks
PATIENCE = 2.0  # a turn that finds a new version waits so long for it, then goes on with the old one


class PublishedPolicies:
    """Call it for the packs by merchant. Never call it inside a transaction of ``store``.

    Raises PackErrors when it is made and a merchant without a published version has defects in the folder.
    """

    def __init__(self, store: Store, root: Path, every: float = EVERY, patience: float = PATIENCE) -> None:
        self._store, self._every, self._patience = store, every, patience
        self._packs: Mapping[str, Pack] = {}
        self._unusable: set[tuple[str, str]] = set()
        self._trouble, self._looked = "", time.monotonic()
        self._lock, self._loader = Lock(), Thread()
        self._load(self._active())
        self._packs = {**_from_folder(root, self._packs), **self._packs}

    def __call__(self) -> Mapping[str, Pack]:
        if time.monotonic() - self._looked >= self._every and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._packs

    def _look(self) -> None:
        """Loads what is new in a thread; other turns go on with what there is."""
        self._looked = time.monotonic()
        if not self._loader.is_alive() and (new := self._new(self._active())):
            self._loader = Thread(target=self._load, args=(new,), name="policies", daemon=True)
            self._loader.start()
            self._loader.join(self._patience)

    def _active(self) -> dict[str, str]:
        """Merchant -> hash; nothing, and one line in the log, while the store does not answer."""
        try:
            with self._store.reading() as tx:
                found = tx.policies.active()
        except SQLAlchemyError as trouble:
            if (reason := str(trouble).splitlines()[0]) != self._trouble:
                logger.error("published policies cannot be read, the present ones stay: %s", reason)
            self._trouble = reason
            return {}
        self._trouble = ""
        return found

    def _new(self, active: dict[str, str]) -> dict[str, str]:
        return {
            merchant: version
            for merchant, version in active.items()
            if (merchant, version) not in self._unusable
            and (merchant not in self._packs or self._packs[merchant].hash != version)
        }

    def _load(self, versions: dict[str, str]) -> None:
        for merchant, version in versions.items():
            try:
                with self._store.transaction() as tx:
                    files = tx.policies.files(merchant, version) or {}
            except SQLAlchemyError:  # the next look tries again
                continue
            try:
                pack = load_files(PackFiles.of_texts(merchant, files))
                if pack.hash != version:
                    raise ValueError(f"its files have the hash {pack.hash}")
            except Exception as unusable:  # whatever a newer program may have written, the old one stays
                reason = str(unusable).splitlines()[0] if str(unusable) else repr(unusable)
                logger.error("policies of %s, version %s, left aside: %s", merchant, version[:12], reason)
                self._unusable.add((merchant, version))
                continue
            self._packs = {**self._packs, merchant: pack}
            logger.info("policies of %s: version %s in force", merchant, version[:12])


def _from_folder(root: Path, published: Mapping[str, Pack]) -> dict[str, Pack]:
    """The packs of merchants that published nothing. Unfinished edits of the others do not matter."""
    wanted = {folder.name for folder in pack_folders(root, needed=not published)} - set(published)
    return load_packs(root, only=wanted) if wanted else {}
