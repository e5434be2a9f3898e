"""One offer, two windows: both say yes at the same moment, and it is done once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clock import Clock
from bot.dialogue.assistant import Assistant
from bot.dialogue.message import Message, Turn
from bot.orders.conversations import Conversation
from bot.orders.effect_writes import EffectWrites
from bot.orders.store import Store
from bot.policies.pack import load_packs
from tests.effects.acts import NOW, put_order, rows
from tests.effects.test_once import together

FAQ = Path(__file__).parents[2] / "faq"
ASK = Message("je veux annuler ma commande", (("cancel_order", 0.99),))
YES = Message("oui", (("affirm", 0.99),))


def assistant(store: Store) -> Assistant:
    packs = load_packs(FAQ, only=("pictoonline",))
    return Assistant(
        store,
        lambda: packs,
        Clock(NOW),
        lambda id: Conversation(id, "pictoonline", "lea@example.org", created_at=NOW),
    )


def outcomes(turn: Turn) -> list[str]:
    return [decision["outcome"] for decision in turn.decisions]


def test_two_threads_accept_the_same_offer(store: Store) -> None:
    put_order(store)
    relais = assistant(store)
    assert outcomes(relais.turn("c1", ASK)) == ["allowed"]
    turns = together(*[lambda: relais.turn("c1", YES)] * 2)
    assert sorted(outcome for turn in turns for outcome in outcomes(turn)) == ["applied", "smalltalk"]
    kept = rows(store)
    assert kept["order", "204001"]["stage"] == "cancelled"
    assert sorted(entity for entity, _ in kept) == ["credit_note", "email", "order"]
    with store.transaction() as tx:
        assert len(tx.records.audit("204001")) == 1


def test_two_conversations_about_one_order_credit_it_once(store: Store) -> None:
    put_order(store)
    relais = assistant(store)
    for conversation in ("c1", "c2"):
        assert outcomes(relais.turn(conversation, ASK)) == ["allowed"]
    turns = together(lambda: relais.turn("c1", YES), lambda: relais.turn("c2", YES))
    assert sorted(outcome for turn in turns for outcome in outcomes(turn)) == ["applied", "undocumented"]
    assert sorted(entity for entity, _ in rows(store)) == ["credit_note", "email", "order"]


def test_a_yes_whose_act_fails_leaves_the_offer_open(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put_order(store)
    relais = assistant(store)
    relais.turn("c1", ASK)
    before = rows(store)

    def broken(*_: object, **__: object) -> str:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(EffectWrites, "add_email", broken)
        with pytest.raises(OSError, match="disk"):
            relais.turn("c1", YES)
    assert rows(store) == before
    assert outcomes(relais.turn("c1", YES)) == ["applied"]


def test_an_expired_conversation_answers_nothing(memory_store: Store) -> None:
    put_order(memory_store)
    with memory_store.transaction() as tx:
        tx.conversations.put(Conversation("old", "pictoonline", None, created_at=NOW, expires_at=NOW))
    with pytest.raises(LookupError):
        assistant(memory_store).turn("old", ASK)
