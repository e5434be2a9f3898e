"""Tracking numbers: parcels of La Poste, Chronopost and the carriers one meets in France."""

import re

from bot.nlu.entities.wording import PUNCTUATION, either, linked
from bot.nlu.spans import Span

_START, _END = r"(?<![\w@-])", r"(?![\w@]|-\w)"
_SHAPES = (
    # S10, the Universal Postal Union's, and those who lose a digit or the country: LX 123 456 785 FR.
    r"[A-Z]{2}" + r"[ .-]?\d" * 9 + r"[ .-]?[A-Z]{2}",
    r"[A-Z]{2}\d{6,9}[A-Z]{2}",
    r"[A-Z]{2}\d{8,9}",
    # Colissimo and lettre suivie: 6A 12345 67890 1, 8R44120097651, 87 001 234 567 89 A.
    r"\d[A-Z]" + r"[ .-]?\d" * 11 + r"[A-Z]?",
    r"\d[A-Z]\d{8,11}(?:[A-Z]{2})?",
    r"\d{2}" + r"[ .-]?\d" * 11 + r"[ .-]?[A-Z]",
    # UPS, then DHL and PostNL.
    r"1Z" + r"[ -]?[0-9A-Z]" * 16,
    r"J[A-Z]{2,3}\d{8,20}",
    r"3S[A-Z]{0,5}\d{5,12}",
    r"\d{13,15}",
)
_SHAPED = re.compile(f"{_START}(?:{'|'.join(_SHAPES)}){_END}", re.IGNORECASE)
_CUE = either(
    "suivi tracking traking colis colissimo chronopost chrono mondial_relay dpd gls ups dhl fedex "
    "relais_colis colis_privé lettre_suivie bordereau envoi paquet transporteur"
)
_LINK = linked("n° no n numéro num nr référence ref réf code de suivi est c'est le la suivant avec mon du")
_NUMBER = r"(?=[0-9A-Z-]*\d{5})[0-9A-Z]{8,30}|\d(?:[ .-]?\d){11,17}"
_ANNOUNCED = re.compile(rf"\b{_CUE}\b{_LINK}(?:{PUNCTUATION}|\s*)(?P<number>{_NUMBER}){_END}", re.IGNORECASE)


def tracking_numbers(text: str) -> list[Span]:
    """Tracking numbers of `text` as typed: of a known shape anywhere, others after what names them."""
    if sum(c.isdigit() for c in text) < 5:
        return []
    found = [_span(match, 0) for match in _SHAPED.finditer(text)]
    return found + [_span(match, "number") for match in _ANNOUNCED.finditer(text)]


def check_digit_holds(number: str) -> bool | None:
    """Whether the check digit of `number` is right; None where its shape has none that is published.

    A wrong one is a hint to ask again, never a reason to read the number as something else.
    """
    compact = re.sub(r"[^0-9A-Z]", "", number.upper())
    if not re.fullmatch(r"[A-Z]{2}\d{9}[A-Z]{2}", compact):
        return None
    *digits, check = (int(c) for c in compact[2:11])
    rest = 11 - sum(w * d for w, d in zip((8, 6, 4, 2, 3, 5, 9, 7), digits, strict=True)) % 11
    return check == {10: 0, 11: 5}.get(rest, rest)


def _span(match: re.Match[str], group: int | str) -> Span:
    return Span("tracking_number", match.start(group), match.end(group), match.group(group))
