"""Coupon codes, kept exactly as typed."""

import re

from bot.nlu.entities.wording import either, linked
from bot.nlu.spans import Span

# What announces a code.
_NAME = either(
    "code codes coupon coupons code_promo codes_promo code_promotionnel code_réduction code_réduc "
    "code_avantage code_cadeau code_rabais code_remise code_parrainage code_coupon code_de_réduction "
    "code_de_réduc code_de_promo code_de_promotion code_de_remise code_de_parrainage code_de_rabais "
    "coupon_de_réduction promo promotion bon bons bon_d'achat bon_dachat bon_cadeau bon_de_réduction "
    "bon_de_réduc bon_de_remise parrainage chèque_cadeau rabais réduc remise"
)
# "code postal", "code erreur 51", "bon de livraison": not this kind.
_OTHER_NAME = re.compile(
    r"codes?\s+(?:d['’]|de\s+(?:la\s+)?|du\s+)?"
    + either(
        "postal psotal postaux erreur accès porte barre barres suivi tva confirmation vérification vérif "
        "sécurité retrait validation pin sms transporteur colis dhl client iban bic naf ape qr"
    )
    + r"\b|bons?\s+(?:de\s+"
    + either("livraison commande retour transport")
    + "|"
    + either("bah ben alors client courage jour mois")
    + r")\b|digicode",
    re.IGNORECASE,
)
_LINK = linked(
    "c'est cest est le la un mon ma notre votre numéro n° suivant suivante intitulé nommé "
    "qui_s'appelle appelé de du_mail reçu avec pour sur promo réduction"
)
_QUOTED = r"[«\"“'‘]\s*(?P<quoted>[^»\"”'’«“]{3,24}?)\s*[»\"”'’]"
_MIXED = r"(?P<mixed>(?=[\w-]*\d)(?=[\w-]*[A-Za-z]{2})[A-Za-z0-9][\w-]{2,23})(?![\w@.]*@)"
_UNIT = either("% € \\$ euros? eur jours? fois h ans? francs? chf articles? mois balles")
_SPACED = rf"(?P<spaced>[A-Za-zÀ-ÿ]{{3,16}}[ -]\d{{1,4}})(?!\d)(?!\s*{_UNIT}(?!\w))"
_CAPITALS = r"(?P<capitals>(?-i:[A-ZÀ-Ý]{4,20}(?:-[A-Z0-9]{2,12})*))"
_ANNOUNCED = re.compile(
    rf"\b{_NAME}\b{_LINK}\s*[:=,(]?\s*(?:{_QUOTED}|{_MIXED}|{_SPACED}|{_CAPITALS})(?![\w%€])", re.IGNORECASE
)
# NOEL20, PARRAIN-CL33: capitals and a few digits, where the message speaks of codes, or of something refused.
_LIKE_A_CODE = re.compile(r"(?<![\w@-])(?=[A-Z0-9-]*[A-Z]{4})[A-Z]+(?:-[A-Z]+)*-?\d{1,4}(?![\w@-])")
_SHORT_CODE = re.compile(r"(?<![\w@-])(?=[A-Z0-9]*[A-Z]{3})[A-Z]+\d{1,4}[A-Z]*(?![\w@-])")
_SPEAKS_OF_CODES = re.compile(
    r"\b" + either("codes? coupons? promos? bons? réduc\\w* remise rabais parrain\\w*") + r"\b", re.IGNORECASE
)
_SPEAKS_OF_FAILURE = re.compile(
    r"\b" + either("marche fonctionne passe prend refus\\w* valid\\w* invalide saisi\\w* tape") + r"\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"(?<![\w@-])(?P<code>(?-i:[A-Z]{3,}\d{1,4}))\s+(?:est\s+|a\s+été\s+|ne\s+)?"
    + either("refus\\w* invalide expir\\w* inconnu\\w* marche_pas passe_pas fonctionne_pas"),
    re.IGNORECASE,
)
_NO_CODE = re.compile(
    either(
        "je j'ai il elle le la les un une du de des et est ne pas que qui dans sur pour mon ma mes "
        "vous nous avec depuis moins plus avant après dit marche refusé valable jusqu'au jusqu encore "
        "expiré invalide promo code bon bonjour seulement environ reste valait erreur janvier février "
        "mars avril mai juin juillet août septembre octobre novembre décembre commande panier facture "
        "colis d'achat l'achat"
    )
    + r"\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\d+(?:e|€|eur|euros?|h\d*|x|fois|g|kg|ml|cm|mm|eme|ème|er|ans?|chf|balles)|n?o?\d+", re.IGNORECASE
)
# After a mere "bon" (a delivery note, a purchase order): two letters and four digits are an order number.
_ORDER_LIKE = re.compile(r"[A-Z]{1,3}-\d{4,}", re.IGNORECASE)


def coupons(text: str) -> list[Span]:
    """Codes of `text`, inner spaces kept: named as one, or of the shape where codes are spoken of."""
    found = [span for match in _ANNOUNCED.finditer(text) if (span := _announced(text, match))]
    if _SPEAKS_OF_CODES.search(text):
        shapes = [_LIKE_A_CODE, _SHORT_CODE]
    elif _SPEAKS_OF_FAILURE.search(text) or _LIKE_A_CODE.fullmatch(text.strip()):
        shapes = [_LIKE_A_CODE]
    else:
        shapes = []
    found += [
        Span("coupon", m.start("code"), m.end("code"), m.group("code")) for m in _REFUSED.finditer(text)
    ]
    for shape in shapes:
        found += [Span("coupon", m.start(), m.end(), m.group()) for m in shape.finditer(text)]
    return found


def _announced(text: str, match: re.Match[str]) -> Span | None:
    if _OTHER_NAME.match(text, match.start()):
        return None
    group = match.lastgroup or "mixed"
    value = match.group(group)
    if _NO_CODE.match(value) or _MEASURE.fullmatch(value):
        return None
    if (group == "capitals" and _shouted(text)) or (group == "quoted" and _is_phrase(value)):
        return None
    if match.group().lower().startswith("bon") and _ORDER_LIKE.fullmatch(value):
        return None
    return Span("coupon", match.start(group), match.end(group), value)


def _shouted(text: str) -> bool:
    """Whether the message is in capitals, so that a word in capitals says nothing."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 20 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


def _is_phrase(value: str) -> bool:
    """ "code expiré" in quotes is what the site said, not a code."""
    words = value.split()
    if len(words) > 3:
        return True
    return not any(c.isdigit() for c in value) and (len(words) > 1 or not value.isupper())
