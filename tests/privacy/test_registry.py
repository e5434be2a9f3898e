"""Whoever adds a table or a column says what it holds of a person, or these tests say so."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text
from sqlalchemy.engine import Engine

from bot.orders import schema
from bot.orders.personal import KEY, by_conversation, nobody, partly, personal
from bot.privacy.registry import Undeclared, check_known, holding, tables


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_every_column_is_declared(table: Table) -> None:
    columns = {column.name for column in table.c}
    assert KEY in table.info, f"say info=personal(…), partly(…) or nobody(…) of {table.name}: docs/privacy.md"
    assert holding(table).undeclared(columns) == set(), f"say what these of {table.name} hold of a person"
    assert holding(table).unknown(columns) == set()


def test_every_table_of_the_migrations_is_declared(engine: Engine) -> None:
    schema.upgrade(engine)
    with engine.begin() as connection:
        check_known(connection)


def test_a_table_that_nobody_declared_is_noticed(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE gossip (who TEXT)")
        with pytest.raises(Undeclared, match="gossip"):
            check_known(connection)


def test_a_column_that_nobody_declared_is_noticed() -> None:
    def said(info: dict[str, object]) -> set[str]:
        columns = (
            Column("id", Integer, primary_key=True),
            Column("conversation_id", Text),
            Column("x", Text),
        )
        return holding(Table("t", MetaData(), *columns, info=info)).undeclared({"id", "conversation_id", "x"})

    assert said(nobody("id conversation_id")) == {"x"}
    assert said(partly("T", by_conversation(), blanked={"conversation_id": None}, plain="id")) == {"x"}
    assert said(personal("T", by_conversation())) == set()
