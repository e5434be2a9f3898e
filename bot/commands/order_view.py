"""An order as tables in the terminal, in French."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.orders.model import Line, Order
from bot.policies.labels import CARRIER, EMAIL_NAME, KIND_NAME, PAYMENT_NAME, SCAN, STAGE, ZONE_NAME, word

PARIS = ZoneInfo("Europe/Paris")


def print_order(order: Order, console: Console | None = None) -> None:
    """Print everything that the store knows of the order."""
    out = console or Console()
    out.print(Text(f"Commande {order.number} · {order.merchant} · {word(STAGE, order.stage)}", style="bold"))
    known = {
        "Client": order.email,
        "Zone": order.zone and word(ZONE_NAME, order.zone),
        "Passée": order.placed_at and moment(order.placed_at),
        "Payée": order.paid_at and moment(order.paid_at),
        "Confirmée": order.confirmed_at and moment(order.confirmed_at),
        "Annulée": order.cancelled_at and moment(order.cancelled_at),
    }
    for name, value in known.items():
        if value:
            out.print(Text(f"{name} : {value}"))
    _print_table(
        out, "Lignes", ("Ligne", "Article", "Nature", "Qté", "Prix", "Montant", "État"), line_rows(order)
    )
    _print_table(
        out, "Colis", ("Suivi", "Transporteur", "Lignes", "Expédié", "Suivi du colis"), parcel_rows(order)
    )
    _print_table(out, "E-mails", ("E-mail", "Envoyé"),
                 [(word(EMAIL_NAME, one.kind), moment(one.sent_at)) for one in order.emails])  # fmt: skip
    _print_table(out, "Suites", ("Quoi", "Sur", "Détail"), follow_up_rows(order))


def moment(at: datetime | None) -> str:
    """For instance « 18 nov. 2026, 10:00 », in Paris."""
    return (
        "inconnu" if at is None else str(format_datetime(at.astimezone(PARIS), "d MMM y, HH:mm", locale="fr"))
    )


def euros(amount: Decimal) -> str:
    return str(format_currency(amount, "EUR", locale="fr"))


def line_rows(order: Order) -> list[tuple[str, ...]]:
    rows = [_line_row(order, line) for line in order.lines]
    return [*rows, ("", "Total", "", "", "", euros(order.total), "")]


def _line_row(order: Order, line: Line) -> tuple[str, ...]:
    about = [word(STAGE, order.line_stage(line))]
    if line.produced is not None:
        about.append("fabriquée" if line.produced else "pas encore fabriquée")
    if line.label:
        about.append("bordereau utilisé" if line.label.used else "bordereau non utilisé")
        if line.label.valid_until:
            about.append(f"valable jusqu'au {format_date(line.label.valid_until, 'd MMM y', locale='fr')}")
    name = f"{line.name} (vendu par {line.seller})" if line.seller else line.name
    price, amount = euros(line.unit_price), euros(line.amount)
    return line.id, name, word(KIND_NAME, line.kind), str(line.qty), price, amount, ", ".join(about)


def parcel_rows(order: Order) -> list[tuple[str, ...]]:
    return [
        (
            parcel.tracking,
            word(CARRIER, parcel.carrier),
            ", ".join(parcel.lines),
            moment(parcel.dispatched_at) if parcel.dispatched_at else "pas encore",
            "\n".join(f"{moment(scan.at)} : {word(SCAN, scan.status)}" for scan in parcel.events)
            or "aucun passage",
        )
        for parcel in order.parcels
    ]


def follow_up_rows(order: Order) -> list[tuple[str, ...]]:
    """Payments, coupons and whatever was opened or granted since, each (what, about what, detail)."""
    rows: list[tuple[str, ...]] = [
        ("paiement", one.method, ", ".join(filter(None, (word(PAYMENT_NAME, one.status), one.reason))))
        for one in order.payments
    ]
    rows += [
        ("code promo", one.code, "appliqué" if one.status == "applied" else "non appliqué")
        for one in order.coupons
    ]
    rows += [
        ("retour", one.line, f"reçu le {moment(one.received_at)}" if one.received_at else "pas encore reçu")
        for one in order.returns
    ]
    rows += [
        ("avoir", "commande", f"{euros(one.amount)}, utilisé {euros(one.used)}") for one in order.credit_notes
    ]
    rows += [("réclamation", one.tracking or "commande", moment(one.opened_at)) for one in order.claims]
    rows += [
        ("demande de remboursement", one.line or "commande", moment(one.registered_at))
        for one in order.refund_requests
    ]
    rows += [("incident", one.line, one.reason) for one in order.incidents]
    rows += [("ticket", one.id, one.reason) for one in order.tickets]
    return rows + ([("arrêt de production", "commande", "demandé")] if order.stop_requested else [])


def _print_table(out: Console, title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    if not rows:
        return
    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        # Text, not markup: a product's name may hold square brackets. Nor may it steer the terminal.
        table.add_row(
            *(Text("".join(c if c.isprintable() or c == "\n" else "?" for c in cell)) for cell in row)
        )
    out.print(table)
