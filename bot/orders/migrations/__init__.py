"""The schema's history, run by `bot.orders.schema.upgrade`."""
