"""Who is meant by an e-mail address: the orders, conversations, tickets and letters of that person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, and_, func, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from bot.channels.tables import web_messages
from bot.orders.keys import email_key
from bot.orders.personal import Link
from bot.orders.tables import emails, orders
from bot.orders.work_tables import conversations, tickets
from bot.privacy.mention import may_mention, pattern
from bot.privacy.registry import holding, tables

AT_ONCE = 400  # values of one condition, below either engine's limit


@dataclass
class Person:
    """`merchant`: this shop's customer only; None for all shops."""

    email: str
    merchant: str | None = None
    orders: set[int] = field(default_factory=set)
    numbers: set[tuple[str, str]] = field(default_factory=set)
    conversations: set[str] = field(default_factory=set)
    tickets: set[int] = field(default_factory=set)
    letters: set[int] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)


def find(connection: Connection, email: str, merchant: str | None = None) -> Person:
    person = Person(email.strip(), merchant)
    for row in _ask(connection, orders, Link("email_key", ("email_key",)), person):
        person.orders.add(row.id)
        person.numbers.add((row.merchant, row.number_key))
    person.conversations |= _their_own(
        connection, _named(connection, person) | _typed(connection, person), person
    )
    for link in holding(tickets).links:
        person.tickets |= {row.id for row in _ask(connection, tickets, link, person)}
    person.letters = {row.id for row in _ask(connection, emails, Link("order", ("order_id",)), person)}
    of_theirs = _ask(connection, conversations, Link("conversation", ("id",)), person)
    person.addresses = {row.address for row in of_theirs if row.address}
    return person


def rows_of(connection: Connection, table: Table, person: Person) -> list[dict[str, Any]]:
    """The person's rows of a table, each once, in the order of their keys."""
    keys = [column.name for column in table.primary_key]
    found = {}
    for link in holding(table).links:
        for row in _ask(connection, table, link, person):
            found[tuple(row[key] for key in keys)] = dict(row._mapping)
    return [found[key] for key in sorted(found)]


def _named(connection: Connection, person: Person) -> set[str]:
    """Conversations of which any row names the person by other means: e-mail, order, number."""
    found = {row.id for row in _ask(connection, conversations, Link("email", ("customer",)), person)}
    for table in tables():
        links = holding(table).links
        by_conversation = [link.columns[0] for link in links if link.kind == "conversation"]
        for link in links:
            if link.kind in ("email", "email_key", "order", "number") and by_conversation:
                rows = _ask(connection, table, link, person)
                found |= {row[name] for row in rows for name in by_conversation if row[name]}
    return found


def _typed(connection: Connection, person: Person) -> set[str]:
    """Conversations of guests who wrote the e-mail address themselves."""
    guest = (web_messages.c.conversation_id == conversations.c.id) & conversations.c.customer.is_(None)
    written = select(conversations.c.id, web_messages.c.text).join(conversations, guest)
    asked = select(conversations.c.id, conversations.c.state).where(conversations.c.customer.is_(None))
    found, theirs = set(), pattern(person.email)
    for query, column in ((written, web_messages.c.text), (asked, conversations.c.state)):
        for id, text in connection.execute(query.where(may_mention(column, person.email))):
            if theirs.search(text if isinstance(text, str) else " ".join(map(str, _leaves(text)))):
                found.add(id)
    return found


def _leaves(data: Any) -> Iterator[Any]:
    if isinstance(data, (dict, list)):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _leaves(value)
    else:
        yield data


def _their_own(connection: Connection, found: set[str], person: Person) -> set[str]:
    """Without those of somebody else who is signed in, or of another shop."""
    others = set()
    for some in _portions(found):
        for row in connection.execute(select(conversations).where(conversations.c.id.in_(some))):
            signed_in = row.customer is not None and email_key(row.customer) != email_key(person.email)
            elsewhere = person.merchant is not None and row.merchant != person.merchant
            if signed_in or elsewhere:
                others.add(row.id)
    return found - others


def _ask(connection: Connection, table: Table, link: Link, person: Person) -> Iterator[Any]:
    for condition in _conditions(table, link, person):
        yield from connection.execute(select(table).where(condition)).all()


def _conditions(table: Table, link: Link, person: Person) -> Iterator[ColumnElement[bool]]:
    column = table.c[link.columns[0]]
    if link.kind in ("email", "email_key"):
        if person.merchant is not None and "merchant" not in table.c:
            return  # whose shop it was nobody knows: found by the order or the conversation, or not at all
        key = email_key(person.email)
        same = column == key
        if link.kind == "email":
            same = or_(column == person.email, func.lower(func.trim(column)) == key)
        yield same if person.merchant is None else and_(same, table.c.merchant == person.merchant)
    elif link.kind == "number":
        for merchant in sorted({merchant for merchant, _ in person.numbers}):
            for some in _portions(key for shop, key in person.numbers if shop == merchant):
                yield and_(column == merchant, table.c[link.columns[1]].in_(some))
    elif link.kind == "key":
        held = [column.contains(id, autoescape=True) for id in sorted(person.conversations)]
        held += [column.endswith(f":{address}", autoescape=True) for address in sorted(person.addresses)]
        for start in range(0, len(held), AT_ONCE):
            yield or_(*held[start : start + AT_ONCE])
    else:
        of_kind: dict[str, Iterable[Any]] = {
            "conversation": person.conversations,
            "order": person.orders,
            "ticket": person.tickets,
            "letter": person.letters,
        }
        for some in _portions(of_kind[link.kind]):
            yield column.in_(some)


def _portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    all_ = sorted(set(values))
    for start in range(0, len(all_), AT_ONCE):
        yield all_[start : start + AT_ONCE]
