from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.carriers.server import Api, carrier


@pytest.fixture
def api() -> Iterator[Api]:
    with carrier() as running:
        yield running
