"""Facts of a whole order. Without an order (information only) they are the ones of nothing bought."""

from __future__ import annotations

from datetime import datetime

from bot.orders.model import STAGES
from bot.policies.facts.dispatch import delivered_at, line_left, live_lines
from bot.policies.facts.kinds import Fact, age, count, flag, token
from bot.policies.subject import Subject

UNPAID = ("cart", "awaiting_payment")


def stage(s: Subject) -> str:
    return s.order.stage if s.order else "cart"


def payment(s: Subject) -> str:
    """A cancelled order counts as paid when a payment was recorded."""
    if not s.order or s.order.stage in UNPAID:
        return "unpaid"
    if s.order.stage == "cancelled" and not s.order.paid_at:
        return "paid" if any(p.status == "paid" for p in s.order.payments) else "unpaid"
    return "paid"


def dispatch(s: Subject) -> str:
    if not s.order:
        return "none"
    left = [line_left(s.order, line) for line in live_lines(s.order)]
    return "all" if left and all(left) else "partly" if any(left) else "none"


def bought_at(s: Subject) -> datetime | None:
    """The purchase: the payment, else the day the order was placed."""
    return (s.order.paid_at or s.order.placed_at or s.order.confirmed_at) if s.order else None


def placed_at(s: Subject) -> datetime | None:
    return (s.order.placed_at or s.order.paid_at or s.order.confirmed_at) if s.order else None


def confirmed(s: Subject) -> bool:
    """The store says so; what a seller has dispatched was confirmed as well."""
    return s.order is not None and (bool(s.order.confirmed_at) or dispatch(s) != "none")


def email_sent_at(kind: str, s: Subject) -> datetime | None:
    """When the newest e-mail of that kind left."""
    found = [e.sent_at for e in (s.order.emails if s.order else ()) if e.kind == kind and e.sent_at]
    return max(found, default=None)


def email_sent(kind: str, s: Subject) -> bool:
    return email_sent_at(kind, s) is not None


def first_delivery(s: Subject) -> datetime | None:
    """When the first parcel came."""
    found = [at for parcel in (s.order.parcels if s.order else ()) if (at := delivered_at(parcel))]
    return min(found, default=None)


def _refused(s: Subject) -> bool:
    """The newest payment on record was refused."""
    return bool(s.order and s.order.payments and s.order.payments[-1].status == "refused")


def _parcels(s: Subject) -> int:
    return len(s.order.parcels) if s.order else 0


def _undelivered(s: Subject) -> int:
    return sum(1 for parcel in (s.order.parcels if s.order else ()) if not delivered_at(parcel))


ORDER_FACTS: tuple[Fact, ...] = (
    token("stage", STAGES, stage, "l'étape de la commande"),
    token("payment", ("unpaid", "paid"), payment, "payée ou non"),
    token("dispatch", ("none", "partly", "all"), dispatch, "rien, une partie ou tout est expédié"),
    flag("order_cancelled", lambda s: stage(s) == "cancelled", "la commande est annulée"),
    flag("confirmed", confirmed, "la commande est confirmée, ou déjà expédiée"),
    flag("confirmation_sent", lambda s: email_sent("confirmation", s), "l'e-mail de confirmation est parti"),
    flag("tracking_sent", lambda s: email_sent("tracking", s), "l'e-mail de suivi est parti"),
    flag(
        "stop_requested",
        lambda s: bool(s.order and s.order.stop_requested),
        "l'arrêt de la production est demandé",
    ),
    flag("payment_refused", _refused, "le dernier paiement est refusé"),
    count("parcels", _parcels, "nombre de colis"),
    count("undelivered_parcels", _undelivered, "nombre de colis pas encore livrés"),
    age("since_payment", lambda s: s.order.paid_at if s.order else None, "temps depuis le paiement"),
    age("since_bought", bought_at, "temps depuis le paiement, ou depuis la commande s'il n'est pas daté"),
    age("since_purchase", placed_at, "temps depuis l'achat"),
    age(
        "since_cancellation", lambda s: s.order.cancelled_at if s.order else None, "temps depuis l'annulation"
    ),
    age("since_first_delivery", first_delivery, "temps depuis l'arrivée du premier colis"),
)
