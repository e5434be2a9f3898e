"""What the store knows of an order, in two or three French sentences: told with or without a clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.orders.model import Line, Order, Parcel
from bot.policies.facts.dispatch import delivered_at, last_scan, line_left, live_lines
from bot.policies.french import NBSP, day, euros, listed, moment
from bot.policies.labels import CARRIER, SCAN, STAGE

NEVER_SENT = ("service", "label")  # nothing of these travels to the customer


def headline(order: Order, now: datetime) -> str:
    """The order's stage, and what of it has not left when the rest has."""
    placed = f" du {day(order.ordered_at, now)}" if order.ordered_at else ""
    text = f"Votre commande {order.number}{placed} ({euros(order.total)}) est {STAGE[order.stage]}"
    if order.stage == "cancelled" and order.cancelled_at:
        text += f" depuis le {day(order.cancelled_at, now)}"
    sentences = [text + "."]
    if order.stage == "cancelled" and order.credit_notes:
        sentences.append(f"Un avoir de {euros(sum(note.amount for note in order.credit_notes))} a été créé.")
    waiting = not_left(order)
    if waiting and len(waiting) < len(live_lines(order)):
        sentences.append(f"Pas encore expédié{NBSP}: {listed([label_of(line) for line in waiting])}.")
    return " ".join(sentences)


def known(order: Order, now: datetime, parcels: Sequence[Parcel] | None = None) -> str:
    """The headline, then each parcel (all of the order's, or those given)."""
    return " ".join([headline(order, now), *parcel_sentences(order, now, parcels)])


def parcel_sentences(order: Order, now: datetime, parcels: Sequence[Parcel] | None = None) -> list[str]:
    """Of each parcel, all of the order's or those given."""
    told = order.parcels if parcels is None else parcels
    return [parcel_sentence(order, parcel, now) for parcel in told]


def not_left(order: Order) -> list[Line]:
    """The lines still to be sent: neither gone nor cancelled."""
    return [
        line
        for line in order.lines
        if line.kind not in NEVER_SENT
        and order.line_stage(line) != "cancelled"
        and not line_left(order, line)
    ]


def label_of(line: Line) -> str:
    """``Rouleaux d'étiquettes (× 2)``."""
    return f"{line.name} (× {line.qty})" if line.qty > 1 else line.name


def parcel_sentence(order: Order, parcel: Parcel, now: datetime) -> str:
    """One parcel: carrier, tracking number, dispatch, last scan."""
    text = f"Colis {parcel.tracking} ({CARRIER[parcel.carrier]})"
    if parcel.dispatched_at:
        left = "parti" if parcel.dispatched_at <= now else "départ prévu"
        text += f", {left} le {day(parcel.dispatched_at, now)}"
    scan = last_scan(parcel)
    if scan is None:
        return f"{text}{NBSP}: pas encore de passage enregistré par le transporteur."
    seen = f" ({moment(scan.at, now)})" if scan.at else ""
    return f"{text}{NBSP}: {SCAN[scan.status]}{seen}."


def parcels_overview(order: Order, now: datetime) -> list[str]:
    """Which parcel holds what, and where it is; then what is in no parcel yet."""
    names = {line.id: label_of(line) for line in order.lines}
    rows = []
    for parcel in order.parcels:
        held = listed([names[line] for line in parcel.lines if line in names]) or "contenu non précisé"
        came, scan = delivered_at(parcel), last_scan(parcel)
        if came:
            where = f"livré le {day(came, now)}"
        elif scan:
            where = SCAN[scan.status] + (f" (dernier passage le {day(scan.at, now)})" if scan.at else "")
        else:
            where = "pas encore scanné par le transporteur"
        rows.append(f"colis {parcel.tracking} : {held}, {where}")
    packed = {line for parcel in order.parcels for line in parcel.lines}
    waiting = [label_of(line) for line in not_left(order) if line.id not in packed]
    if waiting:
        rows.append(f"pas encore expédié : {listed(waiting)}")
    return rows
