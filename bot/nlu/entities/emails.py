"""E-mail addresses, typed or dictated."""

import re

from email_validator import EmailNotValidError, validate_email

from bot.nlu.spans import Span

_TYPED = re.compile(
    r"[^\s@,;:<>()/\[\]«»\"'’?!]+ ?@ ?(?:[\w-]+\.)+[^\W\d_]{2,}(?!\w)",
    re.IGNORECASE,
)
_AT = r"(?:\s+(?:arobase|arobas|arobaz|at)\s+|\s*[(\[]\s*(?:arobase|at)\s*[)\]]\s*)"
# "ines 92 arobase": digits after a space belong to the name.
_LOCAL = r"[\w.+-]+(?:\s+(?:point|tiret|underscore)\s+[\w+-]+)*(?:\s+\d{1,4}(?=\s+arob))?"
_DOMAIN = r"[\w-]+(?:(?:\s+(?:point|tiret)\s+|\.)[\w-]+)+"
_SPOKEN_AT = re.compile(r"arob|[\s(\[]at[\s)\]]", re.IGNORECASE)
_DICTATED = re.compile(_LOCAL + _AT + _DOMAIN, re.IGNORECASE)
_SPOKEN = tuple(
    (re.compile(pattern, re.IGNORECASE), sign)
    for pattern, sign in (
        (_AT, "@"),
        (r"\s+point\s+", "."),
        (r"\s+tiret\s+", "-"),
        (r"\s+underscore\s+", "_"),
        (r"\s+", ""),
    )
)


def emails(text: str) -> list[Span]:
    """E-mail addresses of `text`; the value is the address as it must be written."""
    found = []
    if "@" in text:
        found += [_span(match, match.group().replace(" ", "")) for match in _TYPED.finditer(text)]
    if dictates(text):
        for match in _DICTATED.finditer(text):
            value = match.group()
            for pattern, sign in _SPOKEN:
                value = pattern.sub(sign, value)
            found.append(_span(match, value))
    return [span for span in found if _valid(span.value)]


def dictates(text: str) -> bool:
    """Whether `text` may hold an address in words."""
    return bool(_SPOKEN_AT.search(text))


def _span(match: re.Match[str], value: str) -> Span:
    return Span("email", match.start(), match.end(), value)


def _valid(address: str) -> bool:
    try:
        validate_email(address, check_deliverability=False, globally_deliverable=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True
