"""What is read as an order number, an e-mail, a coupon or a tracking number, and what is not."""

import pytest

from bot.nlu.entities.find import find_entities
from bot.nlu.entities.tracking import check_digit_holds

ORDERS = [
    ("annuler 204 001", "204 001"),
    ("annuler commande n°204.001 svp", "204.001"),
    ("commande LG_90001", "LG_90001"),
    ("remboursement bordereau PRO 2026 004512", "PRO 2026 004512"),
    ("recommander mes étiquettes du bon 2023-5518", "2023-5518"),
    ("204001", "204001"),
    ("c'est la 204001", "204001"),
    ("ma commande TP-50001 svp", "TP-50001"),
    ("tp 50001", "tp 50001"),
    ("tp50001", "tp50001"),
    ("bonjour pour la PRO-2026-004512 merci", "PRO-2026-004512"),
    ("où en est LG-88213 ?", "LG-88213"),
    ("IN-3041-77", "IN-3041-77"),
    ("ma commande #4471", "4471"),
    ("commande n° 204 001", "204 001"),
    ("n°74410", "74410"),
    ("cmd 88 213", "88 213"),
    ("FR-10 234 toujours pas là", "FR-10 234"),
    ("commande 4491 abimée", "4491"),
    ("des nouvelles de la 4471 ?", "4471"),
    ("Je souhaite annuler ma commande 204001 passée le 12/11/2026", "204001"),
    ("la commande (204001) est incomplète", "204001"),
    ("commande:204001", "204001"),
    ("204001, merci", "204001"),
    ("remboursez moi la 98-4420-K", "98-4420-K"),
]
NOTHING = [
    "commandé le 12 novembre 2026",
    "depuis 2019 je suis client",
    "j'ai payé 45000 francs",
    "un total de 1 200 euros",
    "ça fait 129,90 au lieu de 119,90",
    "mon téléphone 06 12 34 56 78",
    "rappelez moi au +33 6 12 34 56 78",
    "mauvais code postal 69003 au lieu de 69008",
    "j'habite 75011 Paris",
    "je voudrais 2500 étiquettes",
    "300 timbres au lieu de 500",
    "j'ai payé 12 500 euros",
    "avoir AV-2207 comment l'utiliser",
    "code erreur 51 sur ma carte",
    "la cartouche 305 va dans la deskjet 2720 ?",
    "livré à 14h30 le 3",
    "le code postal 75011 est faux",
    "le code de suivi ne marche pas",
    "bon de livraison incomplet",
    "le code ne marche pas",
    "votre site dit « code expiré »",
    "je suis @ la maison",
]
COUPONS = [
    ("NOEL20", "NOEL20"),
    ("mon code promo NOEL20 est refusé", "NOEL20"),
    ("code « noel 20 » invalide", "noel 20"),
    ("le code noel 20 ne passe pas", "noel 20"),
    ("le code BIENVENUE-10 est refusé", "BIENVENUE-10"),
    ("j'ai le coupon Ete2026 qui marche pas", "Ete2026"),
    ("code promo : BIENVENUE", "BIENVENUE"),
    ("bon d'achat ANNIV58 pour ma fête", "ANNIV58"),
    ("son code PARRAIN-CL33", "PARRAIN-CL33"),
    ("LE CODE NOEL23 NE MARCHE PAS", "NOEL23"),
    ('le code "rentree15" dit déjà utilisé', "rentree15"),
]
TRACKING = [
    ("suivi LX123456785FR bloqué", "LX123456785FR"),
    ("6A12345678901", "6A12345678901"),
    ("mon colis 6A 12345 67890 1 n'avance plus", "6A 12345 67890 1"),
    ("le code CB 711 045 229 FR", "CB 711 045 229 FR"),
    ("numéro de suivi : 40021987", "40021987"),
    ("3SABC0099812 introuvable", "3SABC0099812"),
    ("1Z999AA10123456784", "1Z999AA10123456784"),
]
EMAILS = [
    ("mon mail c'est lea@example.org.", "lea@example.org"),
    ("sam.durand+achats@example.co.uk svp", "sam.durand+achats@example.co.uk"),
    ("lea @example.org", "lea@example.org"),
    ("jean point dupont arobase example point org", "jean.dupont@example.org"),
    ("Léa : LEA@EXAMPLE.ORG", "LEA@EXAMPLE.ORG"),
]


def read(text: str, kind: str) -> list[str]:
    return [span.value for span in find_entities(text) if span.kind == kind]


@pytest.mark.parametrize(("text", "value"), ORDERS)
def test_order_numbers_are_read_as_typed(text: str, value: str) -> None:
    assert read(text, "order_number") == [value]


@pytest.mark.parametrize("text", NOTHING)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find_entities(text) == []


@pytest.mark.parametrize(("text", "value"), COUPONS)
def test_coupons_are_kept_exactly_as_typed(text: str, value: str) -> None:
    assert read(text, "coupon") == [value]
    assert read(text, "order_number") == []


@pytest.mark.parametrize(("text", "value"), TRACKING)
def test_tracking_numbers_are_no_order_numbers(text: str, value: str) -> None:
    assert read(text, "tracking_number") == [value]
    assert read(text, "order_number") == []


@pytest.mark.parametrize(("text", "value"), EMAILS)
def test_email_addresses(text: str, value: str) -> None:
    assert read(text, "email") == [value]


def test_offsets_point_into_the_text_as_typed() -> None:
    text = "Où en est ma commande TP-50001 ? Mon e-mail : jean@example.org 🙏"
    spans = find_entities(text)
    assert [(span.kind, text[span.start : span.end]) for span in spans] == [
        ("order_number", "TP-50001"),
        ("email", "jean@example.org"),
    ]


@pytest.mark.parametrize(
    ("number", "holds"), [("RR473124829GB", True), ("RR473124828GB", False), ("6A12345678901", None)]
)
def test_check_digits(number: str, holds: bool | None) -> None:
    assert check_digit_holds(number) is holds
