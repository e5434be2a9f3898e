"""Fixtures that every test may use: a fresh, empty store on each kind of database, one running Relais."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.orders.engine import build_engine
from bot.orders.store import Store
from tests.engines import postgres_binaries, postgres_cluster, postgres_engine
from tests.running_relais import environment, model_folder, relais  # noqa: F401  # fixtures: pytest finds them here by name

KINDS = ("sqlite-memory", "sqlite-file", "postgresql")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of this session. Without its binaries the test is skipped, but fails in CI."""
    binaries = postgres_binaries()
    if binaries is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed, and CI must run its half of the tests")
        pytest.skip("NOT RUN: PostgreSQL is not installed here")
    with postgres_cluster(binaries) as url:
        yield url


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a database without any table, once for each kind."""
    if request.param == "postgresql":
        with postgres_engine(request.getfixturevalue("postgres_url")) as fresh:
            yield fresh
        return
    address = "sqlite://" if request.param == "sqlite-memory" else f"sqlite:///{tmp_path / 'relais.db'}"
    fresh = build_engine(address)
    yield fresh
    fresh.dispose()


@pytest.fixture
def store(engine: Engine) -> Store:
    """An empty store with its schema, once for each kind of database."""
    store = Store(engine)
    store.create_schema()
    return store


@pytest.fixture
def memory_store() -> Iterator[Store]:
    """An empty store in memory, for tests to which the database does not matter."""
    store = Store.open("sqlite://", create=True)
    yield store
    store.dispose()
