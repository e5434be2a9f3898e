"""The migrations, the tables' description and the quick way in memory make the same schema."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.engine import Engine

from bot.orders import schema
from bot.orders.engine import build_engine
from bot.orders.store import Store
from bot.orders.tables import metadata
from bot.privacy.registry import tables

tables()  # those of every room join the metadata


def differences(engine: Engine) -> list[Any]:
    def ours(object_: Any, name: str | None, kind: str, *_: Any) -> bool:
        return not (kind == "table" and name in ("sqlite_sequence", "alembic_version"))

    with engine.begin() as connection:
        options = {"include_object": ours, "compare_type": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def test_migrations_and_tables_are_equal(engine: Engine) -> None:
    schema.upgrade(engine)
    assert differences(engine) == []


def test_a_missing_column_would_be_seen(engine: Engine) -> None:
    schema.upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE payments ADD COLUMN surplus TEXT")
    assert len(differences(engine)) == 1


def test_the_quick_way_in_memory_makes_the_same_schema() -> None:
    quick, migrated = build_engine("sqlite://"), build_engine("sqlite://")
    schema.create_at_once(quick)
    schema.upgrade(migrated)
    assert differences(quick) == []
    assert columns(quick) == columns(migrated)


def columns(engine: Engine) -> dict[str, Any]:
    with engine.begin() as connection:
        seen = inspect(connection)
        return {
            table: [(one["name"], str(one["type"]), one["nullable"]) for one in seen.get_columns(table)]
            for table in seen.get_table_names()
            if table != "alembic_version"
        }


def test_upgrading_twice_changes_nothing_and_says_nothing(
    engine: Engine, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        schema.upgrade(engine)
        schema.upgrade(engine)
    assert [record for record in caplog.records if record.name.startswith("alembic")] == []
    assert capfd.readouterr() == ("", "")
    assert differences(engine) == []


def test_it_goes_all_the_way_down_again(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    schema.upgrade(engine)
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert set(inspect(connection).get_table_names()) <= {"alembic_version", "sqlite_sequence"}


def test_only_a_store_in_memory_is_emptied_by_throwing_it_away(store: Store) -> None:
    if store.engine.url.database in (None, ""):
        store.empty()
        with store.transaction() as tx:
            assert tx.orders.count() == 0
    else:
        with pytest.raises(ValueError, match="in memory"):
            store.empty()
