"""The words of `relais stats`, in French."""

from __future__ import annotations

from bot.policies.topic_words import BUTTON

TALK = {
    "greet": "Bonjour",
    "thanks": "Merci",
    "goodbye": "Au revoir",
    "affirm": "Oui",
    "deny": "Non",
    "stop": "Laisser tomber",
    "talk_to_human": "Parler à une personne",
    "complaint": "Mécontentement",
    "bot_identity": "Qui êtes-vous ?",
    "out_of_scope": "Hors sujet",
}
OUTCOMES = {
    "identify": "numéro ou e-mail demandé",
    "identity_refused": "numéro et e-mail ne concordent pas",
    "clarify": "précision demandée",
    "out_of_scope": "hors sujet",
    "information": "règle donnée à titre d'information",
    "status": "état de la commande donné",
    "undocumented": "aucune règle écrite",
    "handoff": "passage à une personne",
    "applied": "fait, après un oui du client",
    "declined": "proposition refusée par le client",
    "smalltalk": "politesses",
    "allowed": "accordé",
    "eligible": "accordé",
    "refused": "refusé",
    "too_late": "trop tard",
    "too_early": "trop tôt",
    "expired": "délai dépassé",
    "wait": "à patienter",
    "pending": "en attente",
    "overdue": "en retard",
    "checks": "vérifications à faire",
    "self_service": "à faire soi-même dans le compte",
    "link": "lien donné",
    "form": "formulaire donné",
    "contact": "contact donné",
    "via_support": "par le service client",
    "advice": "conseil donné",
    "return_procedure": "procédure de retour",
    "returning": "colis en retour",
    "claim": "réclamation ouverte ou proposée",
    "incident": "incident ouvert ou proposé",
    "incident_seller": "incident auprès du vendeur",
    "stop_production": "arrêt de production",
    "sent": "envoyé",
    "not_paid": "commande non payée",
    "not_dispatched": "pas encore expédié",
    "not_started": "pas encore commencé",
    "not_confirmed": "non confirmé",
    "no_recourse": "sans recours",
    "used": "code déjà utilisé",
    "mistyped": "code mal saisi",
    "not_combinable": "codes non cumulables",
    "not_applied": "code non appliqué",
    "window": "délai indiqué",
    "other": "autre",
}


def topic_words(topic: str | None) -> str:
    return TALK.get(topic or "", BUTTON.get(topic or "", topic or "?"))


def outcome_words(outcome: str | None) -> str:
    return OUTCOMES.get(outcome or "", outcome or "rien : le client n'a plus écrit")
