"""Alembic's entry: runs the migrations on the connection that `bot.orders.schema.upgrade` opened.

It configures no logging: that belongs to whoever runs the upgrade.
"""

from __future__ import annotations

from alembic import context

from bot.orders.work_tables import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("migrations run through bot.orders.schema.upgrade(engine)")
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
