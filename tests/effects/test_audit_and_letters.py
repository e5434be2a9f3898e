"""What is written down of an act, and what it writes to whom."""

from __future__ import annotations

import dataclasses

from sqlalchemy import text

from bot.effects.carry_out import Who, carry_out
from bot.effects.letters import letters
from bot.orders.store import Store
from bot.policies.vocabulary import EMAIL_KINDS
from tests.effects.acts import EVERY, NOW, VARIABLES, do, plan, put_order, the_order


def outbox(store: Store) -> list[dict[str, str]]:
    """The letters waiting, the oldest first."""
    with store.transaction() as tx:
        found = tx.connection.execute(text("SELECT recipient, subject, body FROM outbox ORDER BY id"))
        return [dict(row) for row in found.mappings()]


def plainly(words: str) -> str:
    """Breaking and non-breaking spaces alike."""
    return " ".join(words.split())


def test_the_audit_row_of_a_cancellation(store: Store) -> None:
    put_order(store)
    do(store, EVERY[0], key="offer-7")
    with store.transaction() as tx:
        [row] = tx.records.audit("204001")
        [note] = the_order(tx).credit_notes
    assert row["conversation_id"] == "c1"
    assert row["who"] == "lea@example.org"
    assert row["effect"] == "cancel_with_credit"
    assert list(row["clauses"]) == ["PI-01"]
    assert (row["merchant"], row["order"], row["key"], row["at"]) == ("pictoonline", "204001", "offer-7", NOW)
    assert row["before"] == [{"entity": "order", "id": "204001", "number": "204001", "stage": "paid"}]
    stage, credit, email = row["after"]
    assert stage == {"entity": "order", "id": "204001", "number": "204001", "stage": "cancelled"}
    assert (credit["entity"], credit["order"], credit["amount"]) == ("credit_note", "204001", "51.90")
    assert (email["entity"], email["order"], email["kind"]) == ("email", "204001", "cancellation")
    assert f"{note.amount:.2f}" == "51.90"


def test_each_act_of_a_yes_has_its_own_audit_row(memory_store: Store) -> None:
    put_order(memory_store)
    do(memory_store, *EVERY)
    with memory_store.transaction() as tx:
        written = tx.records.audit("204001")
    assert {row["effect"] for row in written} == {one.effect for one in EVERY}
    assert {row["key"] for row in written} == {"k1"}


def test_a_ticket_without_an_order_is_audited_too(memory_store: Store) -> None:
    ticket = dataclasses.replace(plan("open_ticket", reason="technical_support"), order=None, clauses=())
    with memory_store.transaction() as tx:
        [report] = carry_out(tx, [ticket], None, Who("c2", None), NOW, "k") or []
        [row] = tx.records.audit()
    assert report.startswith("Fait, T-")
    assert (row["order"], row["who"], row["conversation_id"]) == (None, None, "c2")
    assert (row["before"], row["after"][0]["reason"]) == ([], "technical_support")


def test_the_cancellation_letter_goes_to_the_customer_with_the_amount(store: Store) -> None:
    put_order(store)
    do(store, EVERY[0])
    [letter] = outbox(store)
    assert letter["recipient"] == "lea@example.org"
    assert letter["subject"] == "Votre commande 204001 est annulée"
    for words in ("sans frais", "51,90 €", "sans limite de temps", "PictoOnline"):
        assert words in plainly(letter["body"])


def test_the_stop_of_production_is_written_to_the_service(memory_store: Store) -> None:
    put_order(memory_store)
    do(memory_store, EVERY[1])
    [letter] = outbox(memory_store)
    assert letter["recipient"] == "serviceclient@pictoonline.fr"
    assert "204001" in letter["subject"]
    assert "39,90 €" in plainly(letter["body"])
    assert "12,00 €" in plainly(letter["body"])


def test_without_an_address_of_the_service_the_request_is_still_registered(
    memory_store: Store,
) -> None:
    put_order(memory_store)
    do(memory_store, plan("stop_production", variables={**VARIABLES, "contacts": {}}))
    assert outbox(memory_store) == []
    with memory_store.transaction() as tx:
        assert the_order(tx).stop_requested


def test_letters_exist_for_all_kinds_and_are_complete(memory_store: Store) -> None:
    put_order(memory_store)
    assert set(letters()) == {*EMAIL_KINDS, "stop_production"}
    do(memory_store, plan("send_email", email="confirmation"), plan("send_email", email="tracking"))
    confirmation, tracking = outbox(memory_store)
    assert "Livre photo A4 et Mug (× 2)" in plainly(confirmation["body"])
    assert "51,90 €" in plainly(confirmation["body"])
    assert "6A12345678901" in tracking["body"]
    for letter in (confirmation, tracking):
        assert "{" not in letter["subject"] + letter["body"]
        assert "None" not in letter["body"]
