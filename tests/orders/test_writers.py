"""Who writes to a SQLite file comes in turn, in one process and beside another one."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.orders import engine
from bot.orders.store import Store

THREADS, SECONDS = 24, 4.0
LONGEST = 2.0  # seconds; without a line some of them waited for all of the time
CROWD = """
import sys
from bot.orders.store import Store
from tests.orders.test_writers import crowd
print(crowd(Store.open(sys.argv[1])))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with sqlite3.connect(tmp_path / "relais.db") as raw:
        raw.execute("PRAGMA journal_mode = WAL")  # as a prepared store has it
        raw.execute("CREATE TABLE written (number INTEGER)")
    return tmp_path / "relais.db"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{file}")
    yield store
    store.dispose()


def write(store: Store, number: int, seconds: float = 0.003) -> None:
    with store.transaction() as tx:
        tx.connection.execute(text("INSERT INTO written VALUES (:number)"), {"number": number})
        time.sleep(seconds)


def written(store: Store) -> list[int]:
    with store.reading() as tx:
        return list(tx.connection.execute(text("SELECT number FROM written ORDER BY rowid")).scalars())


def crowd(store: Store) -> float:
    """The longest that one of many threads waited for its turn."""
    waits, end = [], time.monotonic() + SECONDS

    def run(number: int) -> None:
        while time.monotonic() < end:
            began = time.monotonic()
            write(store, number)
            waits.append(time.monotonic() - began)

    together([threading.Thread(target=run, args=(number,)) for number in range(THREADS)])
    assert len(waits) > THREADS
    return max(waits)


def together(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


def test_threads_write_in_the_order_they_came(store: Store) -> None:
    threads = [threading.Thread(target=write, args=(store, number)) for number in range(12)]
    with store.transaction():
        for thread in threads:
            thread.start()
            time.sleep(0.03)
    for thread in threads:
        thread.join(timeout=20)
    assert written(store) == list(range(12))


def test_in_two_processes_with_many_writers_each_nobody_waits_for_long(store: Store, file: Path) -> None:
    command = [sys.executable, "-c", CROWD, f"sqlite:///{file}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        here = crowd(store)
        there, _ = other.communicate(timeout=60)
    assert other.returncode == 0
    assert max(here, float(there)) < LONGEST


def test_who_waited_in_vain_holds_nobody_up(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setattr(engine, "BUSY", 0.3)
    store, failures = Store.open(f"sqlite:///{file}"), []

    def fail(number: int) -> None:
        with pytest.raises(OperationalError, match="locked"):
            write(store, number)
        failures.append(number)

    another = sqlite3.connect(file, isolation_level=None)
    another.execute("BEGIN IMMEDIATE")
    together([threading.Thread(target=fail, args=(number,)) for number in range(4)])
    assert sorted(failures) == [0, 1, 2, 3]
    assert written(store) == []  # who only reads waits for nobody
    another.execute("COMMIT")
    another.close()
    write(store, 5)
    assert written(store) == [5]
    store.dispose()


def test_a_failed_transaction_lets_the_next_one_write(store: Store) -> None:
    with pytest.raises(OperationalError), store.transaction() as tx:
        tx.connection.execute(text("INSERT INTO nowhere VALUES (1)"))
    write(store, 1)
    assert written(store) == [1]
