"""Order numbers, in the shapes the merchants print and customers retype."""

import re

from bot.nlu.entities.wording import PUNCTUATION, either, linked, words
from bot.nlu.spans import Span

_END = r"(?![\w@%€$]|-\w|[.,/]\d)"
_TAIL = r"(?:-\d{1,6}){0,2}(?:-?[A-Za-z](?![\w'’]))?"
_GROUPS = rf"(?:\d{{1,3}}(?:[ .]\d{{2,3}}){{1,3}}{_END}|\d{{2,8}}{_TAIL})"
# Letters before digits: TP-50001, PRO-2026-004512, IN-3041-77, C4471-B, "tp 50001", "FR-10 234".
_PREFIXED = re.compile(
    rf"(?<![\w@+.,/-])(?P<prefix>[A-Za-z]{{1,4}}|[A-Z]\d(?=-))(?P<gap>[-_ ]?)"
    rf"(?P<digits>\d{{2,8}}{_TAIL}(?: \d{{3}})?){_END}"
)
# With the year in its middle, however it is held together: "PRO 2026 004512".
_OF_A_YEAR = re.compile(rf"(?<![\w@+.,/-])(?P<prefix>[A-Za-z]{{2,4}})[- _]?20\d{{2}}[- _]\d{{3,8}}{_END}")
_CUE = either(
    "commandes? comandes? commendes? cmde? cde cd achat order référence réf dossier panier vente n° "
    "nº numéro num nr expédition expé préparation envoi"
)
_LINK = linked(
    "n° nº n numéro num nr no de ma la commande cmd référence ref réf est c'est le du suivante? voici"
)
_ANNOUNCED = re.compile(
    rf"\b{_CUE}(?!\w){_LINK}(?:{PUNCTUATION}|\s*)(?P<number>{_GROUPS}){_END}", re.IGNORECASE
)
_DEGREE = re.compile(rf"(?:n[°º]|#)\s?:?\s?(?P<number>(?:[A-Za-z]{{1,4}}-)?{_GROUPS}){_END}", re.IGNORECASE)
_ALONE = re.compile(
    r"(?<![\w@+.,/-])(?:\d{5,9}|(?<!\d )\d{2,3} \d{3}(?: \d{3})?(?! \d)|"
    r"\d{4,6}-[A-Z]|\d{2,4}-\d{3,6}(?:-\d{1,6}|-[A-Z])?)" + _END
)
# "de la 4471": the order, by its article; not where printers are spoken of ("la 2720").
_THE_ORDER = re.compile(rf"\bla (?P<number>\d{{4}}){_END}", re.IGNORECASE)
# "non pas 1042, 1024": the number that was wrong and the right one.
_CORRECTED = re.compile(
    r"\b(?:pas|non|plut[oô]t)\s+(?:la\s+|le\s+)?(?P<wrong>\d{3,9})\W+(?:mais\s+|c['’]est\s+)?(?:la\s+|le\s+)?"
    r"(?P<number>\d{3,9})\s*\W*$",
    re.IGNORECASE,
)
_PRINTERS = re.compile(either("imprimante cartouche deskjet encre modèle toner"), re.IGNORECASE)
_ALL = re.compile(r"\W*(?P<number>\d{3,9}|\d{1,3}(?: \d{3}){1,2})\W*")
# Letters before a number that do not belong to it, and those of other papers (credit notes, invoices).
_WORDS = words(
    "a à au aux c ce ces cet d de des du et en il j je l la le les ma mon mes me n ne nos ou où on pas "
    "par plus pour que qui se si son sur t te ton un une vos y dans mais sous vers avec soit car est "
    "tva dpd gls ups dhl tel no num mis eu ai as h m mm cm kg g x art page pays lot bat box rue av bd "
    "zip app appt nr cde cmd ref réf code taxe prix type mac win hp sur ok oui non jai deux dix cent "
    "fiat ssd bon bons fact"
)
_OTHER_PAPERS = words("av fa bl nc e ean isbn iban bic usb ps art rtx gtx covid")


def order_numbers(text: str) -> list[Span]:
    """Order numbers of `text` as typed. Callers take out first what is another entity or a quantity."""
    found = [_span(match) for match in _DEGREE.finditer(text)]
    found += [_span(match, 0) for match in _PREFIXED.finditer(text) if _belongs(match)]
    found += [
        _span(match, 0) for match in _OF_A_YEAR.finditer(text) if match.group("prefix").lower() not in _WORDS
    ]
    found += [_span(match) for match in _ANNOUNCED.finditer(text)]
    found += [_span(match, 0) for match in _ALONE.finditer(text)]
    if not _PRINTERS.search(text):
        found += [_span(match) for match in _THE_ORDER.finditer(text)]
    found += [_span(match, group) for match in _CORRECTED.finditer(text) for group in ("wrong", "number")]
    kept = [span for span in found if sum(c.isdigit() for c in span.value) >= 4]
    whole = _ALL.fullmatch(text)
    return [*kept, _span(whole)] if whole else kept


def _belongs(match: re.Match[str]) -> bool:
    """Whether the letters are part of the number: not in "les 2000", "le 50001", "AV-2207"."""
    prefix, gap, digits = match.group("prefix"), match.group("gap"), match.group("digits")
    if prefix.lower() in _OTHER_PAPERS:
        return False
    if gap in ("-", "_"):
        return True
    if gap == "":
        return prefix.isupper() or (len(digits) >= 5 and prefix.lower() not in _WORDS)
    if prefix.lower() in _WORDS or len(prefix) < 2:
        return False
    return (prefix.isupper() or len(prefix) == 2) and len(digits) >= 4 and not digits.startswith(("19", "20"))


def _span(match: re.Match[str], group: int | str = "number") -> Span:
    return Span("order_number", match.start(group), match.end(group), match.group(group))
