"""Where no clause answers: what the store knows is told, and the rest is honestly left to a person.

``clauses.yml``: outcome ``status`` when the topic is order_status or a parcel topic and the facts answer it,
``undocumented`` when a rule would be needed and none is written.
"""

from __future__ import annotations

from bot.orders.model import Order
from bot.policies.facts.dispatch import last_scan
from bot.policies.facts.order import dispatch
from bot.policies.subject import Subject
from bot.policies.topic_words import SUBJECT
from bot.policies.vocabulary import PARCEL_TOPICS

# What the last scan says when it answers the topic by itself.
_UNDER_WAY = ("announced", "in_transit", "out_for_delivery")
_ANSWERED_BY = {
    "parcel_not_received": (*_UNDER_WAY, "return"),
    "tracking_stuck": ("delivered", "return"),
    "tracking_unavailable": (*_UNDER_WAY, "delivered", "return"),
    "delivered_not_received": (*_UNDER_WAY, "return"),
    "parcel_returned": (*_UNDER_WAY, "delivered"),
}


def outcome(subject: Subject) -> str:
    """``status`` or ``undocumented``."""
    order, topic = subject.order, subject.topic
    if order is None:
        return "undocumented"
    if topic == "order_status":
        return "status"
    if topic not in PARCEL_TOPICS:
        return "undocumented"
    if dispatch(subject) == "none" or order.stage in ("cancelled", "returned"):
        return "status"  # nothing is under way: that answers every question about a parcel
    if topic == "tracking_number":
        return "status" if order.parcels else "undocumented"
    if topic == "partial_delivery":
        return "status" if _something_under_way(subject, order) else "undocumented"
    parcels = [subject.parcel] if subject.parcel else list(order.parcels)
    states = {scan.status if (scan := last_scan(parcel)) else "unscanned" for parcel in parcels}
    return "status" if states and states <= set(_ANSWERED_BY[topic]) else "undocumented"


def _something_under_way(subject: Subject, order: Order) -> bool:
    scans = [last_scan(parcel) for parcel in order.parcels]
    return dispatch(subject) == "partly" or any(scan is None or scan.status in _UNDER_WAY for scan in scans)


def honest(subject: Subject) -> str:
    """The sentence that says that no document covers the topic, without borrowing a rule."""
    return (
        f"Les pages d'aide de {subject.merchant.name} ne disent rien sur {SUBJECT[subject.topic]}, "
        "et je préfère ne rien inventer."
    )
