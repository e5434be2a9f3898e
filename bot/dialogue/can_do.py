"""What Relais can help with at a merchant, in a few words: by the topics that its pack has a policy for."""

from __future__ import annotations

from collections.abc import Container

SHOWN = 4
_HELPS = (
    (("order_status", "parcel_not_received"), "suivre un colis ou une commande"),
    (("cancel_order",), "annuler une commande"),
    (("delivered_not_received",), "chercher un colis indiqué livré"),
    (("refund_request", "refund_time"), "vérifier un remboursement"),
    (("coupon_not_working",), "comprendre un code promo refusé"),
    (("return_item", "damaged_item"), "renvoyer un article"),
    (("confirmation_missing",), "retrouver une confirmation"),
    (("delivery_time",), "rappeler les délais de livraison"),
)


def helps(topics: Container[str]) -> list[str]:
    """Infinitives, the most asked for first."""
    return [words for names, words in _HELPS if any(name in topics for name in names)][:SHOWN]
