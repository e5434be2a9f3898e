"""What `relais privacy` tells people, in French."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import func, select

from bot.orders.outbox import MAX_ATTEMPTS
from bot.orders.store import Store
from bot.orders.tables import orders
from bot.orders.work_tables import outbox
from bot.privacy.person import Person, rows_of
from bot.privacy.registry import holding, tables

OTHERS = {"logs": "journaux", "mentions": "mentions ailleurs", "policy_versions": "règles"}
UNDER_WAY = ("paid", "in_production", "finished", "ready", "dispatched")


def counted(counts: Mapping[str, int]) -> list[str]:
    """« conversations 2 », in the words of the tables."""
    titles = {table.name: holding(table).title.lower() for table in tables()} | OTHERS
    return [f"{titles.get(name) or name} {count}" for name, count in counts.items() if count]


def warnings(store: Store, person: Person, delete_orders: bool) -> Iterator[str]:
    """What will no longer happen."""
    with store.transaction() as tx:
        theirs = orders.c.id.in_(sorted(person.orders))
        query = select(func.count()).select_from(orders).where(theirs, orders.c.stage.in_(UNDER_WAY))
        under_way = tx.connection.execute(query).scalar_one() if person.orders else 0
        letters = [
            row
            for row in rows_of(tx.connection, outbox, person)
            if row["delivered_at"] is None and row["attempts"] < MAX_ATTEMPTS
        ]
    if under_way:
        yield f"Attention : {under_way} commande(s) en cours ; l'assistant ne reconnaîtra plus la personne."
    if letters:
        yield f"Attention : {len(letters)} e-mail(s) en attente ne partiront pas."
    if delete_orders and person.orders:
        yield "Attention : les commandes, leurs montants et leurs avoirs seront supprimés aussi."
