"""What a short question means while an offer is open, and what it does not."""

from __future__ import annotations

import pytest

from bot.dialogue.about_offer import asked


@pytest.mark.parametrize(
    ("kind", "messages"),
    [
        (
            "cost",
            [
                "c'est gratuit ?",
                "Et ça coûte combien",
                "il y a des frais ?",
                "0 frais ?",
                "c'est moi qui paye le renvoi ?",
            ],
        ),
        ("cost", ["ça coûte quelque chose le retour ?", "combien ça va me coûter", "et les frais de port ?"]),
        ("time", ["et ça prend cb de tps leur réponse ?", "cmb de temps pour avoir une réponse"]),
        ("time", ["ça prend combien de temps ?", "c'est long ?", "ça sera fait quand"]),
        ("if_no", ["et si je dis non ?", "Si je refuse, il se passe quoi ?", "je suis obligée ?"]),
        ("money", ["remboursé sur ma CB ou avoir ?", "c'est remboursé ?"]),
        ("time", ["et le vendeur répond en combien de temps ?"]),
        ("what", ["ben ça sert à quoi alors ?"]),
        ("wait", ["non attendez", "nan mais attendez", "ok attends"]),
        ("what", ["vous faites quoi exactement ?", "il se passe quoi si je dis oui ?", "c'est à dire"]),
        ("back", ["c'est définitif ?", "je peux changer d'avis après ?"]),
        ("sure", ["vous êtes sûr ?", "vraiment ?"]),
        ("money", ["je serai remboursée comment ?", "combien je vais récupérer", "et mon argent ?"]),
        ("refund_when", ["je serai remboursé quand ?", "c'est remboursé quand"]),
        ("mail", ["je reçois un mail ?", "vous me prévenez ?", "et je le saurai comment ?"]),
        ("wait", ["attendez je demande à mon mari", "laissez-moi le temps de réfléchir"]),
    ],
)
def test_a_question_about_the_offer_is_known(kind: str, messages: list[str]) -> None:
    assert {message: asked(message) for message in messages} == dict.fromkeys(messages, kind)


@pytest.mark.parametrize(
    "message",
    [
        "oui",
        "non merci",
        "combien de temps pour la livraison en Suisse ?",
        "où est mon colis ?",
        "et si elle est déjà partie ?",
        "je veux payer par carte",
        "oui mais demain",
        "annulez ma commande",
        "attendez, je veux changer l'adresse",
    ],
)
def test_anything_else_is_left_to_others(message: str) -> None:
    assert asked(message) is None
