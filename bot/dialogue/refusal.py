"""A guest who will not, or cannot, give an order number or an e-mail."""

from __future__ import annotations

import re

from bot.dialogue.words import fold

_THING = r"(numeros?|num|mails?|e mails?|emails?|adresses?|references?|courriels?)"
_KNOW = "sais|connais|retrouve|trouve|rappelle|souviens"
_WILL_NOT = re.compile(
    r"\b(pas|rien|refuse|sans)\b.{0,25}"
    r"\b(donn\w+|communiqu\w+|fourni\w*|partag\w+|dire|transmett\w+|identifi\w+)\b"
    r"|\b(donn\w+|communiqu\w+|fourni\w*|partag\w+|transmett\w+) (pas|rien)\b"
    r"|\b(c est prive|vie privee|confidentiel\w*|ca (ne )?vous regarde)\b"
    r"|\b(donnees|infos?|informations) perso\w*"
)
_CANNOT = re.compile(
    r"\b(je (ne )?l ai (pas|plus)|j en ai (pas|plus)|je n en ai (pas|plus|aucun\w*)|aucune idee|sous la main|"
    r"sous les yeux|je l ai (perdu|jete|supprime|efface)\w*|"
    rf"(je )?(ne )?(le |la |les |m en |me )?({_KNOW}) (pas|plus)$|"
    rf"({_KNOW}|ai|eu|recu) (pas|plus|jamais|aucun) .{{0,12}}\b{_THING}|"
    rf"(perdu|jete|oublie|efface|supprime) .{{0,10}}\b{_THING}|(pas|plus|aucun|aucune) (de |d )?{_THING})\b"
)
_HAS = re.compile(rf"\b(voici|j ai (bien )?(le|mon|un)) .{{0,12}}{_THING}\b")


def looks_like_refusal(message: str) -> bool:
    """Whether the message refuses, or is unable, to give what was asked for."""
    text = fold(message)
    if _HAS.search(text) and not re.search(r"\b(pas|plus|perdu)\b", text):
        return False
    return bool(_WILL_NOT.search(text) or _CANNOT.search(text))
