"""Order numbers in words: "numéro dix mille deux cent trente-quatre", "deux zéro quatre un un huit"."""

import re

from text_to_num import alpha2digit

from bot.nlu.entities.wording import either
from bot.nlu.spans import Span

_NUMBER = either(
    "zéro un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "vingts? trente quarante cinquante soixante septante huitante octante nonante cents? mille"
)
_RUN = re.compile(rf"(?<!\w){_NUMBER}(?:(?:[\s-]+(?:et[\s-]+)?){_NUMBER})+(?!\w)", re.IGNORECASE)
_CUE = re.compile(
    either("commande cmd numéro num référence réf dossier")
    + r"(?:\W+"
    + either("de la le ma commande numéro c'est est n°")
    + r")*\W+(?:(?-i:(?P<prefix>[A-Z]{2,3}))(?:\W+tiret)?\W+)?$",
    re.IGNORECASE,
)
_QUICK = re.compile(
    r"\b(?:mille|cent|z[ée]ro|vingt|trente|quarante|(?:soix|cinqu|sept|non)ante)", re.IGNORECASE
)
_FEWEST_DIGITS, _SURE_WORDS = 4, 4
_MEASURED = re.compile(
    r"\s*-?"
    + either("euros? € francs? fois pour timbres étiquettes exemplaires photos jours balles personnes"),
    re.IGNORECASE,
)


def spelled_orders(text: str) -> list[Span]:
    """Order numbers of `text` in words, their value in digits; after what names them, or alone."""
    if not _QUICK.search(text):
        return []
    found = []
    for run in _RUN.finditer(text):
        value = "".join(alpha2digit(run.group().replace("-", " ").lower(), "fr", 0).split())
        if not value.isdigit() or len(value) < _FEWEST_DIGITS or _MEASURED.match(text, run.end()):
            continue
        named = _CUE.search(text, 0, run.start())
        alone = len(run.group()) >= 0.8 * len(text.strip()) and len(run.group().split()) >= _SURE_WORDS
        if named and named.group("prefix"):
            start = named.start("prefix")
            found.append(Span("order_number", start, run.end(), f"{named.group('prefix')}-{value}"))
        elif named or alone:
            found.append(Span("order_number", run.start(), run.end(), value))
    return found
