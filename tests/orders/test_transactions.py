"""A transaction is all or nothing, and what two of them want at once only one gets."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.orders.conversations import Conversation
from bot.orders.store import Store
from tests.orders.samples import NOW, full_order


def at_once(*tasks: Callable[[], Any]) -> list[Any]:
    """Run the tasks in threads that start together; their results in order."""
    gate, results = threading.Barrier(len(tasks)), [None] * len(tasks)

    def run(index: int) -> None:
        gate.wait()
        results[index] = tasks[index]()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(tasks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def test_an_exception_undoes_everything(store: Store) -> None:
    def fail() -> None:
        with store.transaction() as tx:
            tx.orders.put(full_order())
            tx.records.claim_key("k")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.transaction() as tx:
        assert tx.orders.count() == 0
        assert tx.records.claim_key("k")


def test_a_key_is_claimed_once(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.records.claim_key("k")
        assert not tx.records.claim_key("k")
        assert tx.records.claim_key("k\x00\ud800")  # whatever a client may send as its id


def test_two_threads_on_a_fresh_key_get_one_true(store: Store) -> None:
    def claim(key: str) -> Callable[[], bool]:
        def run() -> bool:
            with store.transaction() as tx:
                return tx.records.claim_key(key)

        return run

    for number in range(10):
        assert sorted(at_once(claim(f"k{number}"), claim(f"k{number}"))) == [False, True]


def test_two_turns_of_a_conversation_take_turns_from_the_first_one_on(store: Store) -> None:
    def turn() -> None:
        with store.transaction() as tx:
            known = tx.conversations.get("c1") or Conversation(
                "c1", "inno", state={"turns": 0}, created_at=NOW
            )
            time.sleep(0.05)
            state = {"turns": known.state["turns"] + 1}
            tx.conversations.put(Conversation("c1", "inno", state=state, created_at=NOW))

    at_once(turn, turn, turn)
    with store.transaction() as tx:
        conversation = tx.conversations.get("c1")
    assert conversation is not None
    assert conversation.state == {"turns": 3}


def test_a_locked_order_is_changed_by_one_transaction_at_a_time(store: Store) -> None:
    with store.transaction() as tx:
        tx.orders.put(full_order(stage="paid"))

    def cancel() -> bool:
        with store.transaction() as tx:
            order = tx.orders.get("pictoonline", "204001", lock=True)
            assert order is not None
            time.sleep(0.05)
            if order.stage != "paid":
                return False
            tx.writes.set_stage(order, "cancelled", NOW)
            return True

    assert sorted(at_once(cancel, cancel)) == [False, True]


def test_a_conversation_comes_back_as_it_was_put(store: Store) -> None:
    first = Conversation(
        "c\x001", "inno", "lea@example.org", {"offer": {"é": [1, None]}}, NOW, NOW + timedelta(hours=1)
    )
    with store.transaction() as tx:
        assert tx.conversations.get("c1") is None
        tx.conversations.put(first)
        assert tx.conversations.get("c1", lock=False) == Conversation("c1", *list(vars(first).values())[1:])
        tx.conversations.put(Conversation("c1", "inno", None, {}))
        assert tx.conversations.get("c1") == Conversation("c1", "inno", None, {}, NOW, None)
        with pytest.raises(ValueError, match="created_at"):
            tx.conversations.put(Conversation("c2", "inno"))


def test_expired_conversations_are_forgotten(store: Store) -> None:
    with store.transaction() as tx:
        for name, end in (("old", NOW), ("new", NOW + timedelta(minutes=1)), ("lasting", None)):
            tx.conversations.put(Conversation(name, "inno", created_at=NOW, expires_at=end))
        assert tx.conversations.delete_expired(NOW) == 1
        assert tx.conversations.get("old") is None


def test_decisions_and_audit_are_found_by_conversation_and_by_order(store: Store) -> None:
    order, decision = full_order(), {"merchant": "pictoonline", "topic": "cancel_order", "order": "204001"}
    with store.transaction() as tx:
        tx.records.add_decision("c1", decision, "hash", NOW)
        tx.records.add_decision("c2", {"merchant": "inno", "order": None}, "hash", NOW)
        tx.records.add_audit(
            "c1", "lea@example.org", "cancel_with_credit", ["PI-01"], order, [1], [2], NOW, "k"
        )
        tx.records.add_audit("c2", None, "open_ticket", [], None, [], [], NOW, None)
    with store.transaction() as tx:
        assert (
            tx.records.decisions(order=order)
            == tx.records.decisions("c1")
            == tx.records.decisions(order="#204001")
        )
        assert tx.records.decisions("c1") == [
            {"conversation_id": "c1", "policy_hash": "hash", "at": NOW, "decision": decision}
        ]
        assert len(tx.records.decisions()) == 2
        assert len(tx.records.decisions(limit=1)) == 1
        (row,) = tx.records.audit(order)
        assert len(tx.records.audit()) == 2
    assert row == {
        "conversation_id": "c1",
        "who": "lea@example.org",
        "effect": "cancel_with_credit",
        "clauses": ["PI-01"],
        "merchant": "pictoonline",
        "order": "204001",
        "before": [1],
        "after": [2],
        "at": NOW,
        "key": "k",
    }
