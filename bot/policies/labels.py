"""French words for the tokens of ``orders.schema.json``: in sentences for customers, as names for staff."""

from __future__ import annotations

from collections.abc import Mapping

STAGE = {
    "cart": "encore dans le panier, pas payée",
    "awaiting_payment": "en attente de paiement",
    "paid": "payée",
    "in_production": "en cours de fabrication",
    "finished": "finalisée",
    "ready": "prête à partir",
    "dispatched": "expédiée",
    "delivered": "livrée",
    "returned": "retournée",
    "cancelled": "annulée",
}
SCAN = {
    "announced": "annoncé au transporteur, pas encore pris en charge",
    "in_transit": "en cours d'acheminement",
    "out_for_delivery": "en cours de livraison",
    "delivered": "livré",
    "return": "en retour vers l'expéditeur",
}
# The same in one or two words, for the steps of a drawn way.
STEP = {
    "announced": "Annoncé",
    "in_transit": "En route",
    "out_for_delivery": "En livraison",
    "delivered": "Livré",
    "return": "Retour",
}
CARRIER = {
    "colissimo": "Colissimo",
    "laposte_courrier": "La Poste Courrier",
    "chronopost": "Chronopost",
    "other": "autre transporteur",
}
ZONE = {"FR": "en France", "EU": "en Europe", "CH": "en Suisse", "WORLD": "hors d'Europe"}
ZONE_NAME = {"FR": "France", "EU": "Europe", "CH": "Suisse", "WORLD": "hors Europe"}
KIND_NAME = {
    "service": "service",
    "physical": "produit",
    "label": "bordereau",
    "photo": "photo",
    "marketplace": "place de marché",
}
EMAIL_NAME = {"confirmation": "confirmation", "tracking": "numéro de suivi", "cancellation": "annulation"}
PAYMENT_NAME = {"paid": "accepté", "refused": "refusé", "pending": "en attente"}
LINE_STATE = {
    "before_dispatch": "pas encore expédié",
    "dispatched": "expédié",
    "received": "livré",
    "cancelled": "annulé",
}
FAULT = {
    "spaces": "il contient une espace de trop (avant, pendant ou après)",
    "case": "les majuscules et les minuscules ne sont pas celles du code reçu",
    "punctuation": "un tiret, un accent ou un autre signe diffère du code reçu",
    "lookalike": "un caractère ressemble au bon sans l'être (lettre O et chiffre 0, lettre I et chiffre 1…)",
    "letters": "une ou deux lettres (ou chiffres) diffèrent du code reçu",
}
EMAIL = {
    "confirmation": "l'e-mail de confirmation",
    "tracking": "l'e-mail de suivi",
    "cancellation": "l'e-mail d'annulation",
}


def word(words: Mapping[str, str], token: str) -> str:
    """The word for a token; the token itself where there is none yet."""
    return words.get(token, token)
