"""Order numbers, in the shapes the merchants print and customers retype."""
import re

from bot.nlu.spans import Span

_EDGE = r"(?<![\w@+°.,/-])"
_END = r"(?![\w@%€$]|-\w|[.,/]\d)"
_GROUPS = r"\d{2,8}(?:[ -]\d{2,6}){0,3}"
# A letter or four before digits: TP-50001, PRO-2026-004512, IN-3041-77, "tp 50001", "FR-10 234".
_PREFIXED = re.compile(rf"(?<![\w@+.,/-])(?P<prefix>[A-Za-z]{{1,4}})(?P<gap>[- ]?)(?P<digits>\d{{2,8}}(?:-\d{{1,6}}(?:-?[A-Za-z])?)*(?: \d{{3}})?){_END}")
_CUE = (
    r"(?:commandes?|comandes?|commende|cmde?|cde|cd|achat|order|r[eé]f[eé]rences?|r[eé]f|dossier|n[°º]|n(?:um[eé]ro|um|r|°)|#|no\.?)"
)
_LINK = r"(?:\s*[:=#°«\"'(.]\s*|\s+(?:n[°º]?|num[eé]ro|num|nr|no|de|ma|la|commande|cmd|r[eé]f[eé]rence|ref|est|c'est|c’est|le|du|suivante?|voici|portant|pour)(?=[\s:°#]|\d))*"
_AFTER_CUE = re.compile(rf"(?:\b|(?=[#]))(?:{_CUE}){_LINK}\s*[:=#°«\"'(]?\s*(?P<number>{_GROUPS}(?:-[A-Za-z])?){_END}", re.IGNORECASE)
_HASH = re.compile(rf"#\s?(?P<number>[A-Za-z]{{0,4}}-?\d{{2,8}}(?:[ -]\d{{2,6}}){{0,2}}){_END}")
_ALONE = re.compile(rf"{_EDGE}(?:\d{{5,9}}|\d{{2,4}}-\d{{3,6}}(?:-\d{{1,6}})?){_END}")
_NUMBER_IS_ALL = re.compile(r"\W*(\d{3,9}|\d{1,3}(?: \d{3}){1,2})\W*")
_NO_PREFIX = frozenset(
    "a à au aux c ce ces cet d de des du et en il je j l la le les ma mon mes me n ne nos ou où on pas par plus pour que qui se si son sur t te ton un une vos "
    "y les dans mais sous vers avec soit car est tva dpd gls ups dhl tel no num mis eu ai as iban bic cp h m mm cm kg g x art page pays lot bat box rue av bd zip "
    "app appt n° nr cde cmd ref réf code taxe prix type taille mac win hp ean isbn usb avis ps ps4 ps5 sur ok oui non jai deux dix cent".split()
)


def order_numbers(text: str) -> list[Span]:
    """Order numbers of `text` as typed. Callers remove what is another entity or a quantity first."""
    if not any(c.isdigit() for c in text):
        return []
    found = [_span(match, "number") for match in _HASH.finditer(text)]
    found += [_span(match, 0) for match in _PREFIXED.finditer(text) if _is_prefix(match)]
    found += [_span(match, "number") for match in _AFTER_CUE.finditer(text)]
    found += [_span(match, 0) for match in _ALONE.finditer(text)]
    whole = _NUMBER_IS_ALL.fullmatch(text)
    if whole:
        found.append(_span(whole, 1))
    return [span for span in found if sum(c.isdigit() for c in span.value) >= 3]


def _is_prefix(match: re.Match[str]) -> bool:
    """Whether letters before digits belong to the number: not "les 2000", not "le 50001"."""
    prefix, gap, digits = match.group("prefix"), match.group("gap"), match.group("digits")
    if prefix.lower() in _NO_PREFIX or sum(c.isdigit() for c in digits) < (4 if gap == " " else 3):
        return False
    if gap == "-":
        return True
    if gap == "":
        return prefix.isupper() and len(digits) >= 4 or len(digits) >= 5
    return len(prefix) >= 2 and (prefix.isupper() or len(prefix) == 2) and not 1900 <= int(digits.split("-")[0].split(" ")[0]) <= 2049


def _span(match: re.Match[str], group: int | str) -> Span:
    return Span("order_number", match.start(group), match.end(group), match.group(group).strip())
