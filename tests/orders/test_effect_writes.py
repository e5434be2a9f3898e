"""What an effect writes is on the order, in the snapshot's words, and outlives the next import."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.orders.model import Claim, CreditNote, Email, Incident, Order, RefundRequest, Return, Ticket
from bot.orders.snapshot import changes, snapshot
from bot.orders.store import Store, Transaction
from tests.orders.samples import NOW, full_order

NOTHING_YET = ("emails", "returns", "credit_notes", "claims", "refund_requests", "incidents", "tickets")
BARE = full_order(stop_requested=False, **dict.fromkeys(NOTHING_YET, ()))


def write_everything(tx: Transaction, order: Order) -> dict[str, str]:
    return {
        "credit_note": tx.writes.add_credit_note(order, Decimal("39.90")),
        "ticket": tx.writes.add_ticket(
            "pictoonline", order, order.email, "modify_order", "bonjour\x00", "c1", NOW
        ),
        "incident": tx.writes.add_incident(order, "L1", "Mon produit est abîmé", NOW),
        "claim": tx.writes.add_claim(order, "6A 001", NOW),
        "return": tx.writes.add_return(order, "L1", "défectueux", NOW),
        "refund_request": tx.writes.add_refund_request(order, "L2", NOW),
        "stop_request": tx.writes.add_stop_request(order, NOW),
        "email": tx.writes.add_email(order, "cancellation", order.email, "Annulation", "Bonjour", NOW),
    }


def get(tx: Transaction) -> Order:
    order = tx.orders.get("pictoonline", "204001")
    assert order is not None
    return order


def test_each_effect_shows_on_the_order(store: Store) -> None:
    with store.transaction() as tx:
        tx.orders.put(BARE)
        ids = write_everything(tx, BARE)
        tx.writes.set_stage(BARE, "cancelled", NOW)
        tx.writes.set_line_stage(BARE, "L1", "cancelled")
    with store.transaction() as tx:
        order = get(tx)
    assert (order.stage, order.cancelled_at, order.lines[0].stage) == ("cancelled", NOW, "cancelled")
    assert order.credit_notes == (CreditNote(Decimal("39.90")),)
    assert order.tickets == (Ticket(ids["ticket"], "modify_order"),)
    assert ids["ticket"] == "T-000001"
    assert order.incidents == (Incident("L1", "Mon produit est abîmé"),)
    assert order.claims == (Claim("6A 001", NOW),)
    assert order.returns == (Return("L1"),)
    assert order.refund_requests == (RefundRequest("L2", NOW),)
    assert order.stop_requested
    assert order.emails == (Email("cancellation", NOW),)


def test_changes_are_told_in_the_contract_s_words(store: Store) -> None:
    with store.transaction() as tx:
        tx.orders.put(BARE)
        before = snapshot(tx)
        ids = write_everything(tx, BARE)
        loose = tx.writes.add_ticket("inno", None, None, "product_question", None, "c1", NOW)
        tx.writes.set_stage(BARE, "cancelled", NOW)
        told = {
            (one["entity"], one["id"]): (one["before"], one["after"]) for one in changes(before, snapshot(tx))
        }
    number = {"order": "204001"}
    assert told == {
        ("order", "204001"): (
            {"number": "204001", "stage": "dispatched"},
            {"number": "204001", "stage": "cancelled"},
        ),
        ("credit_note", ids["credit_note"]): (None, {**number, "amount": "39.90"}),
        ("ticket", ids["ticket"]): (None, {**number, "reason": "modify_order"}),
        ("ticket", loose): (None, {"order": None, "reason": "product_question"}),
        ("incident", ids["incident"]): (None, {**number, "line": "L1", "reason": "Mon produit est abîmé"}),
        ("claim", ids["claim"]): (None, {**number, "tracking": "6A 001"}),
        ("return", ids["return"]): (None, {**number, "line": "L1"}),
        ("refund_request", ids["refund_request"]): (None, {**number, "line": "L2"}),
        ("stop_request", ids["stop_request"]): (None, number),
        ("email", ids["email"]): (None, {**number, "kind": "cancellation"}),
    }


def test_records_are_no_changes(store: Store) -> None:
    with store.transaction() as tx:
        tx.orders.put(BARE)
        before = snapshot(tx)
        tx.records.claim_key("k")
        tx.records.add_decision("c1", {"order": "204001"}, "hash", NOW)
        assert changes(before, snapshot(tx)) == []


def test_an_import_of_the_order_keeps_what_was_registered(store: Store) -> None:
    with store.transaction() as tx:
        tx.orders.put(BARE)
        write_everything(tx, BARE)
        known = get(tx)
        before = snapshot(tx)
        tx.orders.merge_all([BARE])  # the merchant's file knows nothing of it yet
        assert get(tx) == known
        tx.orders.merge_all([known])  # now it does: nothing is there twice
        assert get(tx) == known
        assert changes(before, snapshot(tx)) == []


def test_an_import_brings_a_registered_credit_note_up_to_date(store: Store) -> None:
    spent = full_order(credit_notes=(CreditNote(Decimal("39.90"), Decimal("39.90")),))
    with store.transaction() as tx:
        tx.orders.put(BARE)
        tx.writes.add_credit_note(BARE, Decimal("39.90"))
        tx.orders.merge_all([spent])
        assert get(tx).credit_notes == spent.credit_notes
        assert tx.orders.credit_balance("pictoonline", "lea@example.org") == 0


def test_put_replaces_all_of_it(store: Store) -> None:
    with store.transaction() as tx:
        tx.orders.put(BARE)
        write_everything(tx, BARE)
        tx.orders.put(BARE)
        assert get(tx) == BARE


def test_a_ticket_never_takes_the_number_of_an_imported_one(store: Store) -> None:
    with store.transaction() as tx:
        tx.orders.put(full_order(tickets=(Ticket("T-000002", "a"), Ticket("T-000003", "b"))))
        order = get(tx)
        given = [tx.writes.add_ticket("pictoonline", order, None, "c", None, None, NOW) for _ in range(3)]
    assert len({*given, "T-000002", "T-000003"}) == 5


def test_what_is_not_there_cannot_be_written_to(store: Store) -> None:
    with store.transaction() as tx:
        with pytest.raises(LookupError):
            tx.writes.set_stage(BARE, "cancelled")
        tx.orders.put(BARE)
        with pytest.raises(LookupError):
            tx.writes.set_line_stage(BARE, "L9", "cancelled")


def test_an_email_waits_in_the_outbox_until_it_is_delivered(store: Store) -> None:
    with store.transaction() as tx:
        tx.orders.put(BARE)
        tx.writes.add_email(BARE, "confirmation", "lea@example.org", "Sujet", "Corps", NOW)
        tx.writes.add_email(BARE, "tracking", "lea@example.org", "Sujet 2", "Corps", NOW)
    with store.transaction() as tx:
        first = tx.outbox.take(NOW)
        assert first is not None
        assert (first.recipient, first.subject, first.body, first.queued_at) == (
            "lea@example.org",
            "Sujet",
            "Corps",
            NOW,
        )
        tx.outbox.delivered(first.id, NOW)
    with store.transaction() as tx:
        (left,) = tx.outbox.letters(waiting_only=True)
        assert (left.subject, left.attempts) == ("Sujet 2", 0)
        assert tx.outbox.due(NOW) == 1
