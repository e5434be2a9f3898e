"""A ticket of the store, for the commands; what is not there is one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from bot.orders.store import Store, Transaction
from bot.orders.tickets import Ticket


def find(tx: Transaction, number: str) -> Ticket:
    ticket = tx.tickets.get(number, lock=True)
    if ticket is None:
        raise click.ClickException(f"aucun ticket {number}.")
    return ticket


@contextmanager
def transaction() -> Iterator[Transaction]:
    from bot.wiring import open_store

    store: Store = open_store()
    try:
        if not store.ready():
            raise click.ClickException("la base n'est pas prête : lancez d'abord « relais prepare ».")
        with store.transaction() as tx:
            yield tx
    finally:
        store.dispose()
