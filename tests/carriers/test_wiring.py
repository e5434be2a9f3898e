"""The settings decide who is asked: nobody without a key, nor in a rehearsal."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from bot import wiring
from bot.clock import Clock
from bot.orders.store import Store
from bot.settings import SettingsError, load
from tests.carriers.payloads import laposte
from tests.carriers.server import Api, gives
from tests.carriers.talking import CUSTOMER, FAQ, order, packs, parcel

FRESH = laposte(("RE1", "2026-11-17T14:05:00+01:00"))
PARSED: dict[str, Any] = {
    "text": "mon colis n'est jamais arrivé",
    "intent_ranking": [{"name": "parcel_not_received", "confidence": 0.99}],
}


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A demo whose one customer has a parcel on the way."""
    url = f"sqlite:///{tmp_path / 'relais.db'}"
    store = Store.open(url, create=True)
    with store.transaction() as tx:
        tx.orders.put(order(parcel()))
    store.dispose()
    copytree(FAQ / "logistique", tmp_path / "faq" / "logistique")  # all merchants' proofs would take seconds
    set_to = {"DATABASE_URL": url, "MERCHANT": "logistique", "CUSTOMER": CUSTOMER}
    for name, value in {**set_to, "FAQ_DIR": str(tmp_path / "faq")}.items():
        monkeypatch.setenv(f"RELAIS_{name}", value)
    monkeypatch.setattr(wiring, "_REPLACED", [])
    _forget()
    yield monkeypatch
    _forget()


def _forget() -> None:
    wiring._standing.cache_clear()
    wiring._store.cache_clear()


def say() -> dict[str, Any]:
    """One message through Relais' own Rasa action, wired by the settings."""
    heard = CollectingDispatcher()
    tracker = Tracker("c1", {}, PARSED, [], False, None, {}, "action_answer")
    asyncio.run(ActionAnswer().run(heard, tracker, {}))
    return dict(heard.messages[0])


def with_key(settings: pytest.MonkeyPatch, api: Api) -> None:
    settings.setenv("RELAIS_LAPOSTE_KEY", "k")
    settings.setenv("RELAIS_LAPOSTE_URL", api.url)


def test_with_a_key_the_answer_is_fresh(settings: pytest.MonkeyPatch, api: Api) -> None:
    with_key(settings, api)
    api.will(gives(FRESH))
    assert "en retour vers l'expéditeur" in say()["text"]
    assert len(api.paths) == 1


@pytest.mark.parametrize("key", [None, "  "])
def test_without_a_key_nobody_is_asked(settings: pytest.MonkeyPatch, api: Api, key: str | None) -> None:
    settings.setenv("RELAIS_LAPOSTE_URL", api.url)
    if key is not None:
        settings.setenv("RELAIS_LAPOSTE_KEY", key)
    text = say()["text"]
    assert "en retour" not in text
    assert "dernier suivi connu" not in text
    assert wiring.tracker() is None
    assert api.paths == []


def test_a_rehearsal_asks_nobody_whatever_is_configured(settings: pytest.MonkeyPatch, api: Api) -> None:
    with_key(settings, api)
    wiring.rehearse(wiring.assistant_for(wiring.open_store(), Clock(), load(), packs))
    assert "en retour" not in say()["text"]
    assert api.paths == []


def test_an_address_that_is_none_is_one_clear_line(settings: pytest.MonkeyPatch) -> None:
    settings.setenv("RELAIS_LAPOSTE_URL", "api.laposte.fr")
    with pytest.raises(SettingsError, match="RELAIS_LAPOSTE_URL : une adresse https:// est attendue"):
        load()
