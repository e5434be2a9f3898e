"""One loaded model for every conversation of the run."""

from __future__ import annotations

import pytest

from bot.ground import newest_model
from bot.rehearsal.stage import Stage
from bot.settings import load


@pytest.fixture(scope="session")
def stage() -> Stage:
    """The trained model (`make test` trains it when its inputs changed), a throw-away store, a clock."""
    return Stage(newest_model(load()))
