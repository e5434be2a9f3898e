"""Coupon codes, kept exactly as typed."""
import re

from bot.nlu.spans import Span

_NAMED = (
    r"(?:codes?(?:\s*-?\s*(?:promo(?:tionnel)?|r[eé]duc(?:tion)?|avantage|cadeau|rabais|remise|de\s+(?:r[eé]duc(?:tion)?|promo(?:tion)?|remise|parrainage|rabais)|parrainage|coupon))?"
    r"|coupons?(?:\s+(?:de\s+)?(?:r[eé]duc(?:tion)?|promo|remise|rabais))?"
    r"|promo(?:tion)?|bons?\s+(?:d'achat|d’achat|dachat|cadeau|de\s+r[eé]duc(?:tion)?|de\s+remise)|bon|parrainage|ch[eè]que\s+cadeau|rabais|r[eé]duc|remise)"
)
# "code postal", "code erreur 51", "bon de livraison": not this kind of code.
_OTHER_CODE = re.compile(
    r"codes?\s+(?:postal|psotal|postaux|erreur|d'erreur|d’erreur|d'acc[eè]s|porte|barres?|de\s+(?:suivi|la\s+porte|tva|confirmation|"
    r"v[eé]rif\w*|s[eé]curit[eé]|retrait|validation)|pin|sms|du\s+(?:transporteur|colis)|dhl|tva|client|iban|bic|naf|ape|qr)"
    r"|bons?\s+de\s+(?:livraison|commande|retour|transport)|digicode|bon\s+(?:bah|ben|alors|client|courage|jour|mois)",
    re.IGNORECASE,
)
_LINK = (
    r"(?:\s*[:=,(]\s*|\s+(?:c'est|c’est|cest|est|le|la|un|mon|ma|notre|votre|num[eé]ro|n°|suivant|suivante|intitul[eé]|nomm[eé]|qui\s+s'appelle|"
    r"appel[eé]|de|du\s+mail|re[cç]u|avec|pour|sur|promo|r[eé]duction|est\s+le)(?=[\s:«\"“]))*"
)
_QUOTED = r"[«\"“'‘]\s*(?P<quoted>[^»\"”'’«“]{3,24}?)\s*[»\"”'’]"
_MIXED = r"(?=[\w-]*\d)(?=[\w-]*[A-Za-z]{2})[A-Za-z0-9][\w-]{2,23}"
_SPACED = r"[A-Za-zÀ-ÿ]{3,16}[ -]\d{1,4}(?!\d)(?!\s*(?:%|€|\$|euros?|eur\b|jours?|fois|h\b|ans?\b|francs?|chf|articles?|mois|balles))"
_CAPITALS = r"(?-i:[A-ZÀ-Ý]{4,20}(?:-[A-Z0-9]{2,12})*)"
_AFTER_NAME = re.compile(
    rf"\b{_NAMED}\b{_LINK}\s*[:=,(]?\s*(?:{_QUOTED}|(?P<mixed>{_MIXED})(?![\w@.]*@)|(?P<spaced>{_SPACED})|(?P<capitals>{_CAPITALS}))(?![\w%€])",
    re.IGNORECASE,
)
# NOEL20, PARRAIN-CL33: capitals ended by a few digits, where the message speaks of codes at all.
_SHAPE = re.compile(r"(?<![\w@-])(?=[A-Z0-9-]*[A-Z]{4})[A-Z]+(?:-?[A-Z]+)*-?\d{1,4}(?![\w@-])")
_SPEAKS_OF_CODES = re.compile(r"\b(?:codes?|coupons?|promo\w*|bons?|r[eé]duc\w*|remise|rabais|parrain\w*|marche|fonctionne|passe|refus\w*)\b", re.IGNORECASE)
_NOT_A_CODE = re.compile(
    r"(?:je|j'ai|il|elle|le|la|les|un|une|du|de|des|et|est|ne|pas|que|qui|dans|sur|pour|mon|ma|mes|vous|nous|avec|depuis|moins|plus|avant|"
    r"apr[eè]s|dit|marche|refus[eé]|valable|jusqu'au|jusqu|encore|expir[eé]|invalide|promo|code|bon|bonjour|seulement|environ|reste|valait|"
    r"erreur|janvier|f[eé]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[eé]cembre|commande|panier|facture|colis|[dl]'achat)\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(r"\d+(?:e|€|eur|euros?|h\d*|x|fois|g|kg|ml|cm|mm|eme|ème|er|ans?|chf|balles)|[ne]?o?\d+", re.IGNORECASE)


def coupons(text: str) -> list[Span]:
    """Codes of `text` as typed, inner spaces kept: what is named as one, or has the shape where codes are spoken of."""
    lower = text.lower()
    found = []
    letters = [c for c in text if c.isalpha()]
    shouting = len(letters) > 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
    for match in _AFTER_NAME.finditer(text):
        if _OTHER_CODE.match(text, match.start()):
            continue
        group = match.lastgroup or "mixed"
        value = match.group(group)
        if group == "capitals" and shouting:
            continue
        if _NOT_A_CODE.match(value) or _MEASURE.fullmatch(value) or (group == "quoted" and _is_phrase(value)):
            continue
        found.append(Span("coupon", match.start(group), match.end(group), value))
    if _SPEAKS_OF_CODES.search(lower):
        found += [Span("coupon", m.start(), m.end(), m.group()) for m in _SHAPE.finditer(text)]
    elif _SHAPE.fullmatch(text.strip()):
        match = _SHAPE.search(text)
        assert match is not None
        found.append(Span("coupon", match.start(), match.end(), match.group()))
    return found


def _is_phrase(value: str) -> bool:
    """"code expiré" in quotes is what the site said, not a code."""
    words = value.split()
    return len(words) > 3 or (not any(c.isdigit() for c in value) and (len(words) > 1 or not value.isupper()))
