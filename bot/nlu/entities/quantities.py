"""Numbers that are no order numbers: telephones, dates, hours, amounts, quantities, years, postcodes."""

import re

from bot.nlu.entities.wording import either
from bot.nlu.spans import Span

_MONTH = either(
    "janvier janv février fevr fev mars avril avr mai juin juillet juil août septembre sept octobre oct "
    "novembre nov décembre dec"
)
_DAY = either("lundi mardi mercredi jeudi vendredi samedi dimanche")
_MONEY = either("€ \\$ euros? eur balles sous piasses? francs? chf fcfa cfa f dollars? ttc ht centimes?")
_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?)"
_UNIT = either(
    "% °c cm mm km kg mg ml cl go mo gigas? kelvin volts? watts? ppp dpi px g m l x pièces? "
    "exemplaires? ex photos? pages? pcs? pc unités? rouleaux? roulo rlx timbres? étiquettes? "
    "enveloppes? cartes? cartons? colis articles? livres? albums? tirages? plis lettres? sachets? "
    "boîtes? calendriers? stickers? flyers? sacs? paires? planches? carnets? cartouches? pots? "
    "bouteilles? mugs? t-?shirts? points? clients? personnes? jours? j semaines? mois ans? années? "
    "heures? minutes? min secondes? fois mots? lignes? étages? pouces? caractères chiffres bornes "
    "mails? feuilles? bordereaux? pochettes? grammes? millilitres? millimètres? envois? abonnés?"
)
_BEFORE_AMOUNT = either(
    "total montant somme prix coûte payé débité plafond maximum minimum max jusqu'à dépasser dépasse "
    "valeur barre seuil limite prêter"
)
_BEFORE_DAY = rf"(?:{_DAY}|" + either("depuis_le du le au jusqu'au avant_le dès_le") + ")"
_BEFORE_PHONE = either("téléphone tél portable gsm natel joindre_au appel\\w*_au")
_FREE = r"(?<![\w#°-])"
_CITY = either("paris lyon marseille toulouse nice nantes bordeaux lille rennes strasbourg montpellier")
_FRENCH = r"(?:0[1-9]|[1-8]\d|9[0-5]|97)\d{3}"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("phone", rf"{_FREE}(?:\+|00)\d{{2,3}}[ .-]?(?:\(0\))?\d(?:[ .-]?\d{{2}}){{4}}(?![\w-])"),
    ("phone", rf"{_FREE}0[1-9](?:[ .-]?\d{{2}}){{4}}(?![\w-])"),
    ("phone", rf"{_BEFORE_PHONE}\s*:?\s*(?P<v>\+?\d(?:[ ./-]?\d){{7,12}})(?!\w)"),
    ("date", r"(?<![\w/-])\d{1,2}[/.]\d{1,2}(?:[/.](?:20)?\d{2})?(?![\w/.-]*\d)"),
    ("date", r"(?<![\w/-])(?:\d{1,2}-\d{1,2}-20\d{2}|20\d{2}-\d{2}-\d{2})(?![\w-])"),
    ("date", rf"\b(?:{_DAY}\s+)?\d{{1,2}}(?:er)?\s+{_MONTH}\b\.?(?:\s+20\d{{2}}\b)?"),
    ("hour", rf"{_FREE}\d{{1,2}}\s?[h:]\s?[0-5]\d(?!\w)|{_FREE}\d{{1,2}}\s?h(?:eures?)?(?!\w)"),
    ("amount", rf"{_FREE}{_NUMBER}\s?(?:k\s?)?{_MONEY}(?:\s?\d{{2}}(?!\d))?(?![\w-])"),
    ("amount", rf"{_FREE}\d+[.,]\d{{1,2}}(?![\d\w/])|{_FREE}\d+\s?e(?![\w-])"),
    ("amount", rf"\b{_BEFORE_AMOUNT}\s+(?:de\s+|est\s+|[aà]\s+|que\s+)?(?P<v>{_NUMBER})(?![\w-])"),
    ("quantity", rf"{_FREE}{_NUMBER}\s?{_UNIT}(?![\w'’-])"),
    ("quantity", rf"{_FREE}\d{{1,4}}\s?[x×]\s?\d{{1,4}}(?!\w)|\b[x×]\s?\d+\b"),
    ("date", rf"\b{_BEFORE_DAY}\s+(?P<v>\d{{1,2}})(?:er)?(?![\w/,.-]*\d|-?\w|\s*%)"),
    ("postcode", rf"{_FREE}{_FRENCH}(?=\s+(?:(?-i:[A-ZÀ-Ý][a-zà-ÿ]{{2,}})|{_CITY}\b))"),
    ("year", rf"{_FREE}(?:19[5-9]\d|20[0-4]\d)(?![\w-]|[ \u00a0]\d{{3}})"),
    ("error", r"\berreur\s+(?:n°\s?)?(?P<v>\w?-?\d{2,5})(?!\w)|(?<![\w-])3\s?d(?=[ -]?secure)"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_SPEAKS_OF_POSTCODES = re.compile(r"code\s*p(?:os|so)ta|\bcp\b|\badresse\b|\bnpa\b", re.IGNORECASE)
_POSTCODE = re.compile(r"(?<!commande )(?<![\w#°-])\d{4,5}(?![\w-])")
# "20000", "3 000": numbers so round are sums or quantities, unless something names them.
_ROUND = re.compile(rf"(?<!commande )(?<!numéro )(?<!numero ){_FREE}\d{{1,3}}[ \u00a0.]?000(?![\w-])")
_LONG = re.compile(r"\d{6}")


def quantities(text: str) -> list[Span]:
    """Every number of `text` that measures, dates or reaches something, in the order of certainty."""
    found = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            group = "v" if "v" in pattern.groupindex and match.group("v") is not None else 0
            value = match.group(group)
            # Nobody counts in hundreds of thousands without a space: "commande 204118 mail …".
            if kind != "quantity" or not _LONG.match(value):
                found.append(Span(kind, match.start(group), match.end(group), value))
    if _SPEAKS_OF_POSTCODES.search(text):
        found += [Span("postcode", m.start(), m.end(), m.group()) for m in _POSTCODE.finditer(text.lower())]
    found += [Span("quantity", m.start(), m.end(), m.group()) for m in _ROUND.finditer(text.lower())]
    return found
