"""A prepared statement does what SQLAlchemy would do with it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import bindparam, insert, literal, select, text, union
from sqlalchemy.exc import DBAPIError, IntegrityError, MultipleResultsFound

from bot.orders.engine import build_engine
from bot.orders.prepared import Prepared, word_all
from bot.orders.store import Store
from bot.orders.tables import lines, orders
from bot.orders.work_tables import conversations, decisions
from tests.orders.samples import full_order

_ALL = {"here": select(orders), "lines": select(lines).order_by(lines.c.position)}


@pytest.mark.parametrize("name", list(_ALL))
def test_rows_have_the_same_values_and_names(store: Store, name: str) -> None:
    with store.transaction() as tx:
        tx.orders.put(full_order())
        usual = tx.connection.execute(_ALL[name]).all()
        found = Prepared(_ALL[name]).run(tx.connection)
    assert usual
    assert [row._asdict() for row in found] == [row._asdict() for row in usual]


def test_values_go_in_by_their_types(store: Store) -> None:
    at = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    put = Prepared(
        insert(conversations)
        .values({c.name: bindparam(c.name) for c in conversations.c if c.name != "address"})
        .inline()
    )
    state = {"état": ["à", 1, None], "%(x)s": "?"}
    values = {"id": "a", "merchant": "m", "customer": "no\x00body", "state": state, "created_at": at}
    with store.transaction() as tx:
        assert put.run(tx.connection, values | {"expires_at": None}).rowcount == 1
        row = tx.conversations.get("a")
    assert row is not None
    assert (row.state, row.created_at, row.expires_at, row.customer) == (state, at, None, "nobody")


def test_a_missing_value_is_named(store: Store) -> None:
    query = Prepared(select(orders.c.id).where(orders.c.number == bindparam("number")))
    with pytest.raises(KeyError, match="number"), store.transaction() as tx:
        query.run(tx.connection, {"nombre": "1"})


def test_an_error_is_sqlalchemys_and_the_transaction_is_gone(store: Store) -> None:
    add = Prepared(
        insert(decisions).values({c.name: bindparam(c.name) for c in decisions.c if c.name != "id"}).inline()
    )
    nothing = {column.name: None for column in decisions.c}

    def try_it() -> None:
        with store.transaction() as tx:
            tx.orders.put(full_order())
            add.run(tx.connection, nothing)

    with pytest.raises(IntegrityError):
        try_it()
    with store.transaction() as tx:
        assert tx.orders.count() == 0


def test_more_rows_than_one_are_told(store: Store) -> None:
    with store.transaction() as tx, pytest.raises(MultipleResultsFound):
        Prepared(union(select(literal(1)), select(literal(2)))).run(tx.connection).one()


def test_what_sqlalchemy_would_complete_at_run_time_is_refused(store: Store) -> None:
    several = Prepared(select(orders.c.id).where(orders.c.id.in_([1, 2])))
    with store.transaction() as tx, pytest.raises(TypeError, match="not to be prepared"):
        several.run(tx.connection)


def test_a_reading_transaction_begins_by_itself(store: Store) -> None:
    with store.reading() as tx:
        Prepared(select(orders.c.id)).run(tx.connection)
        assert tx.connection.in_transaction()


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_broken_connection_is_not_used_again(store: Store) -> None:
    ask = Prepared(select(orders.c.id))
    ending = text("SELECT pg_terminate_backend(:pid)")

    def lose_it() -> None:
        with store.transaction() as tx:
            pid = tx.connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with store.transaction() as other:
                other.connection.execute(ending, {"pid": pid})
            ask.run(tx.connection)

    with pytest.raises(DBAPIError):
        lose_it()
    with store.transaction() as tx:
        assert ask.run(tx.connection).rows == ()


def test_once_all_are_worded_none_is_worded_at_its_first_run(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = Prepared(select(orders.c.id))
    word_all(store.engine)

    def again(*_: object) -> None:
        raise AssertionError("worded again")

    monkeypatch.setattr(Prepared, "word", again)
    with store.transaction() as tx:
        assert query.run(tx.connection).first() is None
        assert tx.orders.get("pictoonline", "204001") is None


def test_without_a_database_none_is_worded_and_nobody_is_disturbed(tmp_path: Path) -> None:
    word_all(build_engine(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder'}.db"))
