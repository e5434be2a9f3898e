"""Afterwards: what customers were told, held against what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from bench.faults.customer import Customer, Sent
from bench.faults.orders import MERCHANT, email_of, order_number
from bench.faults.talking import applied
from bench.faults.tolls import Toll, apology, charge, tickets_told
from bot.channels.apology import REASON
from bot.channels.tables import web_events, web_messages
from bot.orders.store import Store
from bot.orders.work_tables import outbox, tickets


@dataclass
class Books:
    """Each list holds one line per case; all but the counts should be empty."""

    taken: int = 0
    answered: int = 0
    apologies: int = 0
    refused: int = 0
    cancelled: int = 0
    tickets: int = 0
    waits: list[float] = field(default_factory=list)
    tolls: Sequence[Toll] = ()
    unanswered: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    overtaken: list[str] = field(default_factory=list)
    told_otherwise: list[str] = field(default_factory=list)
    half_done: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> dict[str, list[str]]:
        return {
            "accepted and never answered": self.unanswered,
            "answered twice": self.doubled,
            "overtaken within a conversation": self.overtaken,
            "told otherwise than stored": self.told_otherwise,
            "done twice or half": self.half_done,
        }


def check(database_url: str, customers: Sequence[Customer], tolls: Sequence[Toll] = ()) -> Books:
    books, store = Books(tolls=tolls), Store.open(database_url)
    try:
        for customer in customers:
            _messages(books, store, customer)
            _order(books, store, customer)
            _tickets(books, store, customer)
    finally:
        store.dispose()
    return books


def _messages(books: Books, store: Store, customer: Customer) -> None:
    name = f"customer {customer.number}"
    for sent in customer.sent.values():
        books.refused += sent.refused
        if sent.taken is None:
            continue
        books.taken += 1
        _one(books, customer, sent)
    with store.transaction() as tx:
        query = select(web_events.c.seq, web_events.c.kind, web_events.c.payload)
        query = query.where(web_events.c.conversation_id == customer.conversation).order_by(web_events.c.seq)
        stored = [(row.seq, row.kind, row.payload) for row in tx.connection.execute(query)]
        open_ = select(func.count()).where(
            web_messages.c.conversation_id == customer.conversation, web_messages.c.answered_at.is_(None)
        )
        if left := tx.connection.execute(open_).scalar_one():
            books.unanswered.append(f"{name}: {left} in the inbox")
    seen = [(seq, kind, {key: data[key] for key in data if key != "at"}) for seq, kind, data in customer.seen]
    if seen != stored[: len(seen)] or len(seen) < len(stored) - 2:
        books.told_otherwise.append(f"{name}: saw {len(seen)} events, {len(stored)} are stored")
    said = [payload["id"] for _, kind, payload in stored if kind == "said"]
    ends = [payload["answers"] for _, kind, payload in stored if payload.get("last") and "answers" in payload]
    if ends != said[: len(ends)]:
        books.overtaken.append(f"{name}: answers come in another order than the messages")


def _one(books: Books, customer: Customer, sent: Sent) -> None:
    name = f"customer {customer.number}"
    ends = sum(bool(answer.get("last")) for answer in sent.answers)
    if ends == 0:
        books.unanswered.append(f"{name}: « {sent.text} »")
        return
    if ends > 1:
        books.doubled.append(f"{name}: « {sent.text} »")
    books.answered += 1
    assert sent.taken
    assert sent.answered
    books.waits.append(sent.answered - sent.taken)
    books.apologies += apology(sent)
    charge(books.tolls, sent)


def _order(books: Books, store: Store, customer: Customer) -> None:
    """Told "done" if and only if it is done, and then once in every book."""
    number = order_number(customer.number)
    told = sum(applied(sent) for sent in customer.sent.values())
    with store.transaction() as tx:
        order = tx.orders.get(MERCHANT, number)
        assert order
        done = [row["effect"] for row in tx.records.audit(order) if row["effect"] == "cancel_with_credit"]
        letters = tx.connection.execute(
            select(func.count()).where(outbox.c.recipient == email_of(customer.number))
        ).scalar_one()
    books.cancelled += order.stage == "cancelled"
    counts = Counter(
        stage=int(order.stage == "cancelled"),
        notes=len(order.credit_notes),
        audit=len(done),
        letters=int(letters),
    )
    if len(set(counts.values())) != 1 or max(counts.values()) > 1:
        books.half_done.append(f"order {number}: {dict(counts)}")
    if bool(told) != (order.stage == "cancelled"):
        books.told_otherwise.append(f"order {number}: told done {told} times, it is {order.stage}")


def _tickets(books: Books, store: Store, customer: Customer) -> None:
    """Each one that an apology named is there, and no other."""
    told = tickets_told(customer.sent.values())
    query = select(tickets.c.public_id).where(tickets.c.conversation_id == customer.conversation)
    with store.transaction() as tx:
        stored = sorted(tx.connection.execute(query.where(tickets.c.reason == REASON)).scalars())
    books.tickets += len(stored)
    if told != stored:
        books.told_otherwise.append(f"customer {customer.number}: told of {told}, stored are {stored}")
