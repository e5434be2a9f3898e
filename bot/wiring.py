"""The only place that builds things: store, packs and assistant from the settings, each once per process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.dialogue.assistant import Assistant
from bot.dialogue.guessing import GuessLimits
from bot.dialogue.tracked import Carriers
from bot.made_once import make_all
from bot.orders.engine import Pool
from bot.orders.prepared import word_all
from bot.orders.store import Conversation, Store
from bot.policies.pack import Pack, load_packs
from bot.publishing import PublishedPolicies
from bot.settings import Settings, load
from bot.watching.database import watch

if TYPE_CHECKING:
    from bot.carriers.asking import Tracker


def open_store(settings: Settings | None = None) -> Store:
    """The store of the settings. Its schema is brought up to date by `relais prepare`, not here."""
    return Store.open((settings or load()).database_url)


def open_serving_store(settings: Settings) -> Store:
    """The same for a server, which gives up on a database rather than let customers wait for it."""
    pool = Pool(settings.database_connections, settings.database_seconds)
    return Store.open(settings.database_url, pool=pool)


@lru_cache(maxsize=1)
def packs() -> dict[str, Pack]:
    """The merchants' policies as the folder has them. Raises PackErrors."""
    return load_packs(load().faq_dir)


def tracker(settings: Settings | None = None) -> Tracker | None:
    """Asks carriers; None where none has a key."""
    from bot.carriers.building import build_tracker

    return build_tracker(settings or load())


def assistant_for(
    store: Store,
    clock: Clock,
    settings: Settings,
    policies: Callable[[], Mapping[str, Pack]] = packs,
    carriers: Carriers | None = None,
) -> Assistant:
    """An assistant over ``store``, in which conversations open as the settings allow."""
    from bot.dialogue.staff import StaffAssistant

    def opening(conversation_id: str) -> Conversation | None:
        """`rasa shell` brings only a conversation id: merchant and customer come from the settings."""
        if not settings.demo:
            return None
        return Conversation(
            conversation_id, settings.merchant, settings.customer, created_at=datetime.now(timezone.utc)
        )

    kind = StaffAssistant if settings.staff else Assistant
    guesses = GuessLimits(settings.guest_failures, timedelta(minutes=settings.guest_minutes))
    return kind(store, policies, clock, opening, guesses, carriers)


_REPLACED: list[Assistant] = []


@lru_cache(maxsize=1)
def _store() -> Store:
    store = open_serving_store(load())
    watch(store.engine)
    return store


def warm() -> None:
    """What the first turns would have to wait for is made now."""
    make_all()
    word_all(_store().engine)


@lru_cache(maxsize=1)
def _standing() -> Assistant:
    settings, store = load(), _store()
    policies = PublishedPolicies(store, settings.faq_dir)
    return assistant_for(store, Clock(), settings, policies, _carriers(store, settings))


def _carriers(store: Store, settings: Settings) -> Carriers | None:
    """Only a running Relais asks carriers: rehearsals play on orders that no carrier knows."""
    asking = tracker(settings)
    if asking is None:
        return None
    from bot.carriers.freshening import Freshening

    fresh_for = timedelta(seconds=settings.carrier_cache_seconds)
    return Freshening(store, asking, settings.carrier_seconds, fresh_for)


def assistant() -> Assistant:
    """The assistant of this process: the rehearsal's where one is under way, else the settings'."""
    return _REPLACED[-1] if _REPLACED else _standing()


def rehearse(other: Assistant) -> None:
    """From now on this process answers with ``other`` (`relais ask`, tests)."""
    _REPLACED[:] = [other]
