"""Erasing takes the person out of every table, leaves what must stay, and touches nobody else."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from sqlalchemy import event, insert, select, update

from bot.channels.message_log import MessageLog
from bot.channels.tables import web_messages
from bot.orders.personal import FACTS, PSEUDONYM
from bot.orders.store import Conversation, Store
from bot.orders.tables import orders
from bot.orders.work_tables import audit, conversations, tickets
from bot.privacy import receipts
from bot.privacy.erase import Request, erase, preview
from bot.privacy.person import find, rows_of
from bot.privacy.registry import holding, tables
from tests.effects.acts import EVERY, NOW, ORDER, do, put_order
from tests.privacy.dump import dump
from tests.privacy.filling import CONVERSATION, EMAIL, MARK, fill

KEY = "a key of the tests"
LEA = "lea@example.org"


def gone(store: Store, email: str = LEA, **more: Any) -> receipts.Receipt:
    return erase(store, Request(email, **more), KEY, NOW)


def test_every_table_lets_go_of_the_person_as_it_declares(store: Store) -> None:
    with store.transaction() as tx:
        fill(tx.connection)
    gone(store, EMAIL)
    with store.transaction() as tx:
        for table in tables():
            rows = [dict(row) for row in tx.connection.execute(select(table)).mappings()]
            said = holding(table)
            if said.links and said.blanked is None:
                assert rows == [], table.name
            for name, value in (said.blanked or {}).items():
                (row,) = rows
                if value not in (FACTS, PSEUDONYM):
                    assert row[name] == value, f"{table.name}.{name}"
                assert MARK not in str(row[name]), f"{table.name}.{name}"
                assert EMAIL not in str(row[name]), f"{table.name}.{name}"
    assert EMAIL not in dump(store)
    assert CONVERSATION not in dump(store)


def test_the_acts_stay_without_the_person(store: Store) -> None:
    put_order(store)
    do(store, *EVERY)
    gone(store)
    with store.transaction() as tx:
        kept = tx.connection.execute(select(audit)).mappings().all()
        order = tx.orders.get("pictoonline", "204001")
        ticket = tx.connection.execute(select(tickets)).mappings().one()
    assert [row["effect"] for row in kept] == [plan.effect for plan in EVERY]
    assert {(row["who"], row["conversation_id"], row["key"]) for row in kept} == {(None, "effacé", None)}
    assert kept[0]["after"][1] == {
        "entity": "credit_note",
        "id": kept[0]["after"][1]["id"],
        "order": "204001",
        "amount": "51.90",
    }
    assert order
    assert order.total == ORDER.total
    assert order.stage == "cancelled"
    assert (ticket["reason"], ticket["email"], ticket["description"]) == ("change_address", None, None)


def test_nobody_can_pass_for_the_customer_of_an_erased_order(store: Store) -> None:
    """What stands in place of the address is random, and not the receipt's number or the address's hash."""
    put_order(store)
    receipt = gone(store)
    with store.transaction() as tx:
        instead = tx.connection.execute(select(orders.c.email)).scalar_one()
    assert instead.startswith("efface-")
    assert len(instead) >= len("efface-@relais.invalid") + 24
    assert not {receipt.mark, receipt.salt, receipt.number} & {instead, instead[7:31]}


def test_somebody_elses_things_stay_but_for_the_address(store: Store) -> None:
    put_order(store)
    with store.transaction() as tx:
        tx.conversations.put(Conversation("bo", "pictoonline", "bo@example.org", {}, NOW))
        tx.writes.add_ticket(
            "pictoonline",
            None,
            "bo@example.org",
            "other",
            f"écrivez à Lea@Example.org. Pas à {LEA}x",
            "bo",
            NOW,
        )
        tx.writes.add_ticket(
            "pictoonline", None, "bo@example.org", "other", f"mais pas à maria{LEA}", "bo", NOW
        )
    MessageLog(store.engine).accept("bo", "m1", f"mon amie est {LEA}, merci", NOW)
    assert gone(store).counts["mentions"] == 3
    with store.transaction() as tx:
        told = tx.connection.execute(select(tickets.c.description).order_by(tickets.c.id)).scalars().all()
        assert tx.connection.execute(select(web_messages.c.text)).scalars().all() == [
            "mon amie est [e-mail effacé], merci"
        ]
        assert tx.conversations.get("bo")
    assert told == [f"écrivez à [e-mail effacé]. Pas à {LEA}x", f"mais pas à maria{LEA}"]


def test_a_guest_is_found_by_the_address_they_typed(store: Store) -> None:
    log = MessageLog(store.engine)
    with store.transaction() as tx:
        for id in ("guest", "stranger"):
            tx.conversations.put(Conversation(id, "pictoonline", None, {}, NOW, address="198.18.0.1"))
    log.accept("guest", "m1", f"204001 et {LEA.upper()}", NOW)
    log.accept("stranger", "m1", f"x{LEA}", NOW)
    gone(store)
    with store.transaction() as tx:
        assert tx.connection.execute(select(web_messages.c.conversation_id)).scalars().all() == ["stranger"]
        assert tx.connection.execute(select(conversations.c.id)).scalars().all() == ["stranger"]


def test_of_one_merchant_only(store: Store) -> None:
    put_order(store)
    with store.transaction() as tx:
        tx.orders.put(dataclasses.replace(ORDER, merchant="inno", number="9"))
        tx.conversations.put(Conversation("a", "pictoonline", LEA, {}, NOW))
        tx.conversations.put(Conversation("b", "inno", LEA, {}, NOW))
    gone(store, merchant="inno")
    with store.transaction() as tx:
        assert tx.orders.numbers_of("pictoonline", LEA) == ["204001"]
        assert tx.orders.numbers_of("inno", LEA) == []
        assert tx.conversations.get("a")
        assert tx.conversations.get("b") is None


def test_orders_may_go_whole(store: Store) -> None:
    put_order(store)
    do(store, *EVERY)
    gone(store, delete_orders=True)
    with store.transaction() as tx:
        assert tx.orders.count() == 0
    assert LEA not in dump(store)


def test_the_shops_next_file_does_not_bring_the_customer_back(store: Store) -> None:
    put_order(store)
    gone(store)
    with store.transaction() as tx:
        tx.orders.merge_all(
            [dataclasses.replace(ORDER, stage="dispatched"), dataclasses.replace(ORDER, number="204009")]
        )
        assert tx.orders.numbers_of("pictoonline", LEA) == ["204009"]  # a new order is a new matter
        old = tx.orders.get("pictoonline", "204001")
    assert old
    assert old.stage == "dispatched"


def test_a_receipt_is_recognised_by_its_key_and_tells_nobody_whose_it_is(store: Store) -> None:
    put_order(store)
    receipt = gone(store)
    with store.transaction() as tx:
        assert receipts.read(tx.connection) == [receipt]
    assert receipt.is_for(" Lea@example.org", [KEY])
    assert not receipt.is_for(LEA, ["another key"])
    assert not receipt.is_for("bo@example.org", [KEY])
    assert LEA not in str(receipt.as_dict())
    assert gone(store).mark != receipt.mark  # two receipts of one person are not seen to be


def test_what_fails_halfway_leaves_everything(store: Store) -> None:
    put_order(store)
    do(store, *EVERY)
    before = dump(store)

    def refuse(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO erasures"):
            raise OSError("disk full")

    event.listen(store.engine, "before_cursor_execute", refuse)
    with pytest.raises(OSError, match="disk full"):
        gone(store)
    event.remove(store.engine, "before_cursor_execute", refuse)
    assert dump(store) == before


def test_what_is_shown_before_is_what_is_erased(store: Store) -> None:
    put_order(store)
    do(store, *EVERY)
    with store.transaction() as tx:
        tx.connection.execute(
            insert(conversations),
            {"id": "c9", "merchant": "inno", "customer": LEA, "state": {}, "created_at": NOW},
        )
        tx.connection.execute(update(tickets).values(email="Lea@Example.org "))
        assert len(rows_of(tx.connection, tickets, find(tx.connection, LEA))) == 1
    _, shown = preview(store, Request(LEA))
    receipt = gone(store)
    assert {
        name: count for name, count in receipt.counts.items() if name not in ("logs", "mentions")
    } == shown
    assert shown == {"orders": 1, "audit": 8, "tickets": 1, "outbox": 3, "conversations": 1}
    assert receipt.at == NOW
