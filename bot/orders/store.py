"""The order store: opens the database and hands out transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from sqlalchemy import inspect
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import StaticPool

from bot.orders import schema, work_tables
from bot.orders.conversations import Conversation, ConversationRepository
from bot.orders.desk_events import DeskEventRepository
from bot.orders.effect_writes import EffectWrites
from bot.orders.engine import Pool, build_engine, reading
from bot.orders.order_repository import OrderRepository
from bot.orders.outbox import OutboxRepository
from bot.orders.outcomes import OutcomeRepository
from bot.orders.photos import PhotoRepository
from bot.orders.policy_versions import PolicyRepository
from bot.orders.records import RecordRepository
from bot.orders.tallies import TallyRepository
from bot.orders.tickets import TicketRepository
from bot.orders.trackings import TrackingRepository

__all__ = ["Conversation", "Store", "Transaction"]


class Transaction:
    """One database transaction, seen through the repositories."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.orders = OrderRepository(connection)
        self.conversations = ConversationRepository(connection)
        self.records = RecordRepository(connection)
        self.writes = EffectWrites(connection)
        self.outbox = OutboxRepository(connection)
        self.outcomes = OutcomeRepository(connection)
        self.policies = PolicyRepository(connection)
        self.photos = PhotoRepository(connection)
        self.tallies = TallyRepository(connection)
        self.trackings = TrackingRepository(connection)
        self.tickets = TicketRepository(connection)
        self.desk_events = DeskEventRepository(connection)


class Store:
    def __init__(self, engine: Engine) -> None:
        """`engine` comes from `bot.orders.engine.build_engine`."""
        self.engine = engine
        # In memory all threads share one connection, so they take turns.
        self._turns = RLock() if isinstance(engine.pool, StaticPool) else None

    @classmethod
    def open(cls, url: str, create: bool = False, pool: Pool | None = None) -> Store:
        """The store at a database address; `create` brings its schema up to date."""
        store = cls(build_engine(url, pool))
        if create:
            store.create_schema()
        return store

    def create_schema(self) -> None:
        """Create what is missing: at once in memory, by the migrations anywhere else."""
        if isinstance(self.engine.pool, StaticPool):
            schema.create_at_once(self.engine)
        else:
            schema.upgrade(self.engine)

    def ready(self) -> bool:
        """Whether the database has every table that this process describes."""
        with self.transaction() as tx:
            there = inspect(tx.connection).get_table_names()
        return set(work_tables.metadata.tables) <= set(there)

    def empty(self) -> None:
        """Start a store in memory afresh. Cheaper than a new one: what was compiled for it stays. Raises
        ValueError
        for any other store."""
        if not isinstance(self.engine.pool, StaticPool):
            raise ValueError("only a store in memory is thrown away like this")
        self.engine.dispose()
        self.create_schema()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Commits at the end of the block; an exception rolls everything back."""
        if self._turns:
            self._turns.acquire()
        try:
            with self.engine.begin() as connection:
                yield Transaction(connection)
        finally:
            if self._turns:
                self._turns.release()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that only reads, and so waits for no writer."""
        if self._turns:
            with self.transaction() as tx:
                yield tx
            return
        with reading(self.engine) as connection:
            yield Transaction(connection)

    def dispose(self) -> None:
        """Close all connections. A store in memory is gone with them."""
        self.engine.dispose()
