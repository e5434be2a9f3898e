"""The packs of the repository, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.policies.pack import Pack, load_packs

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def packs() -> dict[str, Pack]:
    return load_packs(ROOT / "faq")
