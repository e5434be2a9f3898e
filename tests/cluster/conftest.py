"""A small cluster with real engines: PostgreSQL, Redis, nginx, two server and two action processes."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from bench.cluster.cluster import Cluster
from bench.cluster.parts import Missing
from bench.faults.carrier import Carrier

SETTINGS = {
    "address_messages": "1000000",
    "address_sessions": "1000000",
    "session_messages": "1000000",
    "server_lease": "3",
    "turns_at_once": "4",
    "turns_waiting": "4",
}


@pytest.fixture(scope="session")
def carrier() -> Iterator[Carrier]:
    carrier = Carrier()
    yield carrier
    carrier.close()


@pytest.fixture(scope="session")
def cluster(model_folder: object, carrier: Carrier) -> Iterator[Cluster]:
    """Skipped where an engine is not installed; fails in CI then."""
    try:
        whole = Cluster(
            2, 2, durable=False, settings=SETTINGS | carrier.settings | {"model_dir": str(model_folder)}
        )
    except Missing as reason:
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI must run the cluster: {reason}")
        pytest.skip(f"NOT RUN: {reason}")
    try:
        whole.start()
        yield whole
    finally:
        whole.stop()
