"""Tracking numbers: parcels of La Poste, Chronopost and the carriers one meets in France."""
import re

from bot.nlu.spans import Span

_EDGE = r"(?<![\w@-])"
_END = r"(?![\w@]|-\w)"


def _spaced(*groups: str) -> str:
    return r"[ .-]?".join(groups)


_SHAPES = (
    # S10, the Universal Postal Union's: LX 123 456 785 FR (Chronopost and international mail).
    r"[A-Z]{2}" + r"[ .-]?\d" * 9 + r"[ .-]?[A-Z]{2}",
    # Colissimo and lettre suivie: 6A 12345 67890 1, 87 001 234 567 89 A, 1A 123 456 789 01.
    r"(?:\d[A-Z]|8[67])" + r"[ .-]?\d" * 11 + r"(?:[ .-]?[A-Z])?",
    r"\d{2}" + r"[ .-]?\d" * 11 + r"[A-Z]",
    # UPS, then DHL and PostNL.
    r"1Z" + r"[ -]?[0-9A-Z]" * 16,
    r"J[A-Z]{2,3}\d{8,20}",
    r"3S[A-Z]{3,5}\d{6,12}",
)
_ALONE = re.compile(f"{_EDGE}(?:{'|'.join(_SHAPES)}){_END}", re.IGNORECASE)
_CUE = (
    r"(?:suivi|tracking|traking|colis|colissimo|chronopost|chrono|mondial relay|dpd|gls|ups|dhl|fedex|relais colis|"
    r"colis priv[eé]|lettre suivie|bordereau|envoi|paquet|transporteur)"
)
_FILLER = r"(?:\s*[:=«\"'(]\s*|\s+(?:n[°o]\.?|num[eé]ro|num|nr|r[eé]f[eé]rence|ref|de|suivi|est|c'est|le|la|suivant|avec|mon|du)(?=[\s:°]))*"
_AFTER_CUE = re.compile(
    rf"\b{_CUE}\b{_FILLER}\s*[:=«\"'(]?\s*(?P<number>(?=[0-9A-Z-]*\d{{5}})[0-9A-Z]{{8,30}}|\d(?:[ .-]?\d){{11,17}}){_END}",
    re.IGNORECASE,
)
_LONG_DIGITS = re.compile(rf"{_EDGE}\d{{13,15}}{_END}")


def tracking_numbers(text: str) -> list[Span]:
    """Tracking numbers of `text`, as typed: those of a known shape anywhere, others after a word that names them."""
    if sum(c.isdigit() for c in text) < 6:
        return []
    found = [_span(match, 0) for match in _ALONE.finditer(text)]
    found += [_span(match, 0) for match in _LONG_DIGITS.finditer(text)]
    found += [_span(match, "number") for match in _AFTER_CUE.finditer(text)]
    return found


def check_digit_holds(number: str) -> bool | None:
    """Whether the check digit of `number` is right; None where its shape has none that is published.

    A wrong one is a hint to ask again, never a reason to read the number as something else.
    """
    compact = re.sub(r"[^0-9A-Z]", "", number.upper())
    if re.fullmatch(r"[A-Z]{2}\d{9}[A-Z]{2}", compact):
        digits = [int(c) for c in compact[2:11]]
        rest = 11 - sum(w * d for w, d in zip((8, 6, 4, 2, 3, 5, 9, 7), digits)) % 11
        return digits[8] == {10: 0, 11: 5}.get(rest, rest)
    return None


def _span(match: re.Match[str], group: int | str) -> Span:
    return Span("tracking_number", match.start(group), match.end(group), match.group(group))
