from __future__ import annotations

import pytest

from tests.messaging.speaker import Speaker
from tests.messaging.speakers import SPEAKERS


@pytest.fixture(scope="session")
def speaker() -> Speaker:
    return SPEAKERS["messenger"]
