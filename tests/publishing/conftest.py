"""An author's desk, and the command on a store of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands.faq import faq
from bot.orders.store import Store
from tests.publishing.packs import Desk

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def shop_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store that the settings name."""
    url = f"sqlite:///{tmp_path / 'relais.db'}"
    monkeypatch.setenv("RELAIS_DATABASE_URL", url)
    store = Store.open(url, create=True)
    yield store
    store.dispose()


@pytest.fixture
def run(desk: Desk, shop_store: Store, monkeypatch: pytest.MonkeyPatch) -> Run:
    """``relais faq …`` on the desk's folder; exit code and output."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("RELAIS_FAQ_DIR", str(desk.faq))

    def invoke(*words: str) -> tuple[int, str]:
        cases = ("--cases", str(desk.cases)) if words[0] == "publish" else ()
        result = CliRunner().invoke(faq, [*words, *cases])
        return result.exit_code, result.output

    return invoke
