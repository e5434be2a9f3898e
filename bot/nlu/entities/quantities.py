"""Numbers that are no order numbers: telephone numbers, dates, hours, amounts, quantities, years, postcodes."""
import re

from bot.nlu.spans import Span

_MONTH = r"(?:janv(?:ier)?|f[eé]vr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[eé]c(?:embre)?)"
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_MONEY = r"(?:€|\$|euros?|eur|balles|sous|piasses?|francs?|chf|fcfa|cfa|f\b|dollars?|ttc|ht|centimes?)"
_NUMBER = r"\d{1,3}(?:[  .]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_UNIT = (
    r"(?:%|°c|cm|mm|km|kg|mg|ml|cl|go|mo|giga|gigas|kelvin|volts?|watts?|ppp|dpi|px|g|m|l|x|pi[eè]ces?|exemplaires?|ex|photos?|pages?|pcs?|unit[eé]s?|"
    r"rouleaux?|roulo|rlx|timbres?|[eé]tiquettes?|enveloppes?|cartes?|cartons?|colis|articles?|livres?|albums?|tirages?|plis|lettres?|sachets?|bo[iî]tes?|"
    r"calendriers?|stickers?|flyers?|sacs?|paires?|planches?|carnets?|cartouches?|pots?|bouteilles?|mugs?|t-?shirts?|points?|clients?|personnes?|jours?|j\b|"
    r"semaines?|mois|ans?|ann[eé]es?|heures?|min(?:utes?)?|secondes?|fois|mots?|lignes?|[eé]tages?|pouces?|caract[eè]res|chiffres|bornes|mail|mails|feuilles?)"
)
_PATTERNS = (
    ("phone", r"(?<![\w-])(?:(?:\+|00)\d{2,3}[ .-]?(?:\(0\))?\d(?:[ .-]?\d{2}){4}|0[1-9](?:[ .-]?\d{2}){4})(?![\w-])"),
    ("phone", r"(?:t[eé]l(?:[eé]phone)?|portable|gsm|natel|joindre(?:\s+au)?|appel\w*(?:\s+au)?)\s*:?\s*(?P<value>\+?\d(?:[ ./-]?\d){7,12})(?!\w)"),
    ("date", r"(?<![\w/-])\d{1,2}[/.-]\d{1,2}(?:[/.-](?:20)?\d{2})?(?![\w/-])|(?<![\w-])20\d{2}-\d{2}-\d{2}(?![\w-])"),
    ("date", rf"\b(?:{_DAY}\s+)?\d{{1,2}}(?:er)?\s+{_MONTH}\b\.?(?:\s+20\d{{2}}\b)?"),
    ("date", rf"\b(?:{_DAY}|depuis le|du|le|au|jusqu'au|avant le|d[eè]s le)\s+(?P<value>\d{{1,2}})(?:er)?(?![\w/,.]*\d|-\d|\s*(?:{_MONEY}|%|articles?|colis))"),
    ("hour", r"(?<![\w-])\d{1,2}\s?(?:h|:)\s?[0-5]\d(?!\w)|(?<![\w-])\d{1,2}\s?h(?:eures?)?(?!\w)"),
    ("amount", rf"(?<![\w-])(?:{_NUMBER})\s?(?:k\s?)?{_MONEY}(?:\s?\d{{2}}(?!\d))?(?!\w)"),
    ("amount", r"(?<![\w-])\d+[.,]\d{1,2}(?!\d|\w)|(?<![\w-])\d+\s?e(?!\w)"),
    ("amount", rf"\b(?:total|montant|somme|prix|co[uû]te|pay[eé]|d[eé]bit[eé]|plafond|maximum|minimum|max|jusqu'[aà]|d[eé]passer?|valeur)\s+(?:de\s+|est\s+|[aà]\s+|que\s+)?(?P<value>{_NUMBER})(?![\w-])"),
    ("quantity", rf"(?<![\w-])(?:{_NUMBER})\s?{_UNIT}(?!\w)"),
    ("quantity", r"(?<![\w-])\d{1,4}\s?[x×]\s?\d{1,4}(?!\w)|\b[x×]\s?\d+\b"),
    ("postcode", r"(?:code\s+ps?ots?[ao]l(?:\s+\w+){0,3}|\bcp)\s*:?\s*(?P<value>\d{4,5})(?:\s+(?:au\s+lieu\s+d[eu]|et\s+(?:pas|non)|pas|c'est|et\s+c'est|non)\s+\d{4,5})?"),
    ("postcode", r"(?<![\w#°-])(?:0[1-9]|[1-8]\d|9[0-5]|97)\d{3}(?=\s+(?:[A-ZÀ-Ý][a-zà-ÿ-]{2,}|(?:st|ste|saint|sainte|la|le|les)\s+[a-z]|paris|lyon|marseille|"
                 r"toulouse|nice|nantes|bordeaux|lille|rennes|strasbourg|montpellier))"),
    ("year", r"(?<![\w#°-])(?:19[5-9]\d|20[0-4]\d)(?![\w-]|[  ]\d{3})"),
    ("error", r"\berreur\s+(?:n°\s?)?(?P<value>\w?\d{2,5})(?!\w)|(?<![\w-])3\s?d[ -]?secure"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
# Two capitals count only as typed: a town's name after its postcode.
_COMPILED = tuple(
    (kind, re.compile(pattern.pattern)) if "[A-ZÀ-Ý][a-z" in pattern.pattern else (kind, pattern) for kind, pattern in _COMPILED
)


def quantities(text: str) -> list[Span]:
    """Every number of `text` that measures, dates or reaches something, in the order of certainty."""
    if not any(c.isdigit() for c in text):
        return []
    found = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            group = "value" if "value" in pattern.groupindex and match.group("value") is not None else 0
            found.append(Span(kind, match.start(group), match.end(group), match.group(group)))
    return found
