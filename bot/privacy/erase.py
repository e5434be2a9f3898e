"""Erases a person: one transaction over every table, as each table's declaration says."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, update
from sqlalchemy.engine import Connection

from bot.orders.personal import FACTS, PSEUDONYM, Holding
from bot.orders.pseudonyms import pseudonym
from bot.orders.store import Store
from bot.orders.tables import orders
from bot.privacy import receipts
from bot.privacy.facts import accounting_facts
from bot.privacy.locks import hold
from bot.privacy.person import Person, find, rows_of
from bot.privacy.registry import check_known, holding, tables
from bot.privacy.sweep import sweep


@dataclass(frozen=True)
class Request:
    """`delete_orders`: whole orders go, and not only who made them."""

    email: str
    merchant: str | None = None
    delete_orders: bool = False


def preview(store: Store, request: Request) -> tuple[Person, dict[str, int]]:
    """Who would be erased, and how many rows of each table. Raises Undeclared."""
    with store.transaction() as tx:
        check_known(tx.connection)
        person = find(tx.connection, request.email, request.merchant)
        return person, {
            table.name: count
            for table in tables()
            if _erasing(table, request) and (count := len(rows_of(tx.connection, table, person)))
        }


def erase(
    store: Store, request: Request, key: str, at: datetime, logs: Callable[[Person], int] = lambda _: 0
) -> receipts.Receipt:
    """All of it or nothing. `logs` erases the person from files and says how many lines; it comes first, as
    it can be repeated and the tables cannot tell a second time what to look for.

    Raises Undeclared, OSError.
    """
    person, _ = preview(store, request)
    lines = logs(person)
    with store.transaction() as tx:
        person = _held(tx.connection, request)
        instead = pseudonym(secrets.token_hex(12))
        counts = {
            table.name: count
            for table in reversed(tables())  # what refers to a row goes before it
            if _erasing(table, request) and (count := _erase(tx.connection, table, person, request, instead))
        }
        if request.merchant is None:
            counts["mentions"] = sweep(tx.connection, person.email)
        return receipts.write(
            tx.connection, request.email, request.merchant, counts | {"logs": lines}, key, at
        )


def _held(connection: Connection, request: Request) -> Person:
    """The person once nobody else works on what is theirs: a turn that had begun may have added to it."""
    held: set[str] = set()
    while True:
        person = find(connection, request.email, request.merchant)
        if person.conversations <= held:
            return person
        hold(connection, person.conversations - held)
        held |= person.conversations


def _erasing(table: Table, request: Request) -> bool:
    said = holding(table)
    return bool(said.links) and (_blanked(table, said, request) != {})


def _blanked(table: Table, said: Holding, request: Request) -> Any:
    return None if table is orders and request.delete_orders else said.blanked


def _erase(connection: Connection, table: Table, person: Person, request: Request, instead: str) -> int:
    rows = rows_of(connection, table, person)
    blanked = _blanked(table, holding(table), request)
    for row in rows:
        same = [column == row[column.name] for column in table.primary_key]
        if blanked is None:
            connection.execute(delete(table).where(*same))
        else:
            values = {name: _value(value, row[name], instead) for name, value in blanked.items()}
            connection.execute(update(table).where(*same).values(values))
    return len(rows)


def _value(value: Any, was: Any, instead: str) -> Any:
    if value is PSEUDONYM:
        return instead
    return accounting_facts(was) if value is FACTS else value
