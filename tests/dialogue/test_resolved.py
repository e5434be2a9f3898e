"""News that a matter settled itself, and what only looks like it."""

from __future__ import annotations

import pytest

from bot.dialogue.resolved import told


@pytest.mark.parametrize(
    "words",
    [
        "c'est bon je viens de le recevoir",
        "ah non je l'ai trouvé derrière la haie",
        "il vient de le retrouver chez le voisin",
        "finalement il est arrivé ce matin",
        "en fait il est arrivé désolé",
        "jai enfin recu mon colis merci",
        "ça y est elle remarche",
        "c bon ça marche maintenant",
        "tout est rentré dans l'ordre",
        "problème réglé merci",
        "oui c'est fait, il est chez le voisin !",
        "la suite est arrivée à l'instant",
        "au fait ma cliente vient de l'avoir",
    ],
)
def test_news(words: str) -> None:
    assert told(words)


@pytest.mark.parametrize(
    "words",
    [
        "je l'ai reçu mais il est cassé",
        "il est arrivé vide",
        "je viens de le recevoir et il manque les rouleaux",
        "ça marche toujours pas",
        "et si je l'ai reçu demain",
        "j'ai reçu le mail de livraison mais rien dans la boite",
        "je l'ai reçu, je le renvoie comment",
        "il est arrivé ?",
        "le suivi dit qu'il est arrivé au centre de tri",
        "j'ai reçu un message de la poste",
        "ça marche",
        "il est chez le transporteur",
        "il est marqué livré",
        "je l'ai reçue hier je veux un remboursement",
    ],
)
def test_no_news(words: str) -> None:
    assert not told(words)
