"""The French words of the staff's tables for the tokens of an order."""

from __future__ import annotations

from collections.abc import Mapping

STAGES = {
    "cart": "panier",
    "awaiting_payment": "en attente de paiement",
    "paid": "payée",
    "in_production": "en production",
    "finished": "fabriquée",
    "ready": "prête à partir",
    "dispatched": "expédiée",
    "delivered": "livrée",
    "returned": "retournée",
    "cancelled": "annulée",
}
ZONES = {"FR": "France", "EU": "Europe", "CH": "Suisse", "WORLD": "hors Europe"}
KINDS = {
    "service": "service",
    "physical": "produit",
    "label": "bordereau",
    "photo": "photo",
    "marketplace": "place de marché",
}
CARRIERS = {
    "colissimo": "Colissimo",
    "laposte_courrier": "La Poste Courrier",
    "chronopost": "Chronopost",
    "other": "autre",
}
SCANS = {
    "announced": "annoncé",
    "in_transit": "en cours d'acheminement",
    "out_for_delivery": "en cours de livraison",
    "delivered": "livré",
    "return": "retour à l'expéditeur",
}
EMAILS = {"confirmation": "confirmation", "tracking": "numéro de suivi", "cancellation": "annulation"}
PAYMENTS = {"paid": "accepté", "refused": "refusé", "pending": "en attente"}


def word(words: Mapping[str, str], token: str) -> str:
    """The word for a token; the token itself where there is none yet."""
    return words.get(token, token)
