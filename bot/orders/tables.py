"""Tables of an order and of what belongs to it. The parts that only an import writes are numbered by
`position`
within their order; those that the assistant adds to have an `id` of their own and say who wrote them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    false,
)
from sqlalchemy.types import JSON

from bot.orders.columns import Money, PlainText, RowId, UtcInstant
from bot.orders.personal import PSEUDONYM, by_email_key, kept_of_order, partly

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _order_key(**options: Any) -> Any:
    return Column("order_id", RowId, ForeignKey("orders.id", ondelete="CASCADE"), nullable=False, **options)


def _numbered(name: str, *columns: Any, info: dict[str, Any]) -> Table:
    """A part known by its place in the order; the primary key is also the index by order."""
    place = Column("position", Integer, primary_key=True, autoincrement=False)
    return Table(name, metadata, _order_key(primary_key=True), place, *columns, info=info)


def _recorded(name: str, *columns: Any, info: dict[str, Any]) -> Table:
    """A part that an import gives or the assistant adds (`by_assistant`); `id` makes its public number."""
    return Table(
        name,
        metadata,
        Column("id", RowId, primary_key=True),
        _order_key(index=True),
        Column("by_assistant", Boolean, nullable=False, server_default=false()),
        *columns,
        info=info,
        sqlite_autoincrement=True,
    )


orders = Table(
    "orders",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("merchant", PlainText, nullable=False),
    Column("number", PlainText, nullable=False),
    Column("number_key", PlainText, nullable=False),
    Column("email", PlainText, nullable=False),
    Column("email_key", PlainText, nullable=False),
    Column("stage", PlainText, nullable=False),
    Column("zone", PlainText),
    Column("placed_at", UtcInstant),
    Column("paid_at", UtcInstant),
    Column("confirmed_at", UtcInstant),
    Column("cancelled_at", UtcInstant),
    # The instant that dates the order, never null, so that one index serves "the newest of this customer".
    Column("sort_at", UtcInstant, nullable=False),
    UniqueConstraint("merchant", "number_key"),
    Index(None, "merchant", "email_key", "sort_at"),
    info=partly(
        "Commandes",
        by_email_key(),
        blanked={"email": PSEUDONYM, "email_key": PSEUDONYM},
        plain="id merchant number number_key stage zone placed_at paid_at confirmed_at cancelled_at sort_at",
    ),
)

lines = _numbered(
    "order_lines",
    Column("line", PlainText, nullable=False),
    Column("name", PlainText, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("qty", Integer, nullable=False),
    Column("unit_price_cents", Money, nullable=False),
    Column("seller", PlainText),
    Column("produced", Boolean),
    Column("stage", PlainText),
    Column("label_used", Boolean),  # null: the line is no postage label
    Column("label_valid_until", Date),
    UniqueConstraint("order_id", "line"),
    info=kept_of_order(
        "Lignes",
        "order_id position line name kind qty unit_price_cents seller produced stage label_used "
        "label_valid_until",
    ),
)

payments = _numbered(
    "payments",
    Column("method", PlainText, nullable=False),
    Column("status", PlainText, nullable=False),
    Column("reason", PlainText),
    info=kept_of_order("Paiements", "order_id position method status reason"),
)

parcels = _numbered(
    "parcels",
    Column("tracking", PlainText, nullable=False),
    Column("tracking_key", PlainText, nullable=False, index=True),
    Column("carrier", PlainText, nullable=False),
    Column("dispatched_at", UtcInstant),
    Column("lines", JSON, nullable=False),
    info=kept_of_order("Colis", "order_id position tracking tracking_key carrier dispatched_at lines"),
)

scans = Table(
    "scans",
    metadata,
    Column("order_id", RowId, primary_key=True),
    Column("parcel", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcInstant),
    Column("status", PlainText, nullable=False),
    ForeignKeyConstraint(
        ["order_id", "parcel"], ["parcels.order_id", "parcels.position"], ondelete="CASCADE"
    ),
    info=kept_of_order("Passages", "order_id parcel position at status"),
)

coupons = _numbered(
    "order_coupons",
    Column("code", PlainText, nullable=False),
    Column("status", PlainText, nullable=False),
    info=kept_of_order("Codes", "order_id position code status"),
)

emails = _recorded(
    "emails",
    Column("kind", PlainText, nullable=False),
    Column("sent_at", UtcInstant),
    info=kept_of_order("E-mails", "id order_id by_assistant kind sent_at"),
)

credit_notes = _recorded(
    "credit_notes",
    Column("amount_cents", Money, nullable=False),
    Column("used_cents", Money, nullable=False),
    info=kept_of_order("Avoirs", "id order_id by_assistant amount_cents used_cents"),
)

# Whatever is opened on an order about a line or a parcel: `kind` is incident, claim, return,
# refund_request or
# stop_request, `subject` a line id or a tracking number. One table, so that loading an order stays a few
# queries.
cases = _recorded(
    "cases",
    Column("kind", PlainText, nullable=False),
    Column("subject", PlainText),
    Column("reason", PlainText),
    Column("opened_at", UtcInstant),
    Column("received_at", UtcInstant),  # a return that came back
    info=kept_of_order("Dossiers", "id order_id by_assistant kind subject reason opened_at received_at"),
)
