"""Dates, amounts and lists in French typography (Babel's CLDR data)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency

from bot.made_once import made_once
from bot.policies.calendar import day_of, paris

NBSP = "\u00a0"
# A space that must not break: before high punctuation, inside « », between a number and its unit.
# Only spaces that are there change, so that addresses (https://…?x=1) and times (14:05) stay as they are.
_BEFORE = re.compile(r" (?=[;:!?»%€](?:\s|[).,]|$))")
_AFTER = re.compile(r"(?<=«) ")
_UNIT = re.compile(r"(?<=\d) (?=(?:h|j|min|mois|ans?|jours?|heures?|€|%)\b)|(?<=\bn°) (?=\d)|(?<=×) (?=\d)")


def day(moment: datetime | date, now: datetime) -> str:
    """``mardi 24 novembre``; the year is said when it is not the year of ``now``."""
    the_day = day_of(moment)
    return _written(the_day, with_year=the_day.year != day_of(now).year)


@made_once
def _french() -> None:
    """Babel reads what it knows of French when it is first asked."""
    _written(date(2000, 1, 1), True)
    euros(0)
    listed(["a", "b"])


@lru_cache(maxsize=1024)  # Babel reads its pattern anew each time, and a reply names the same days again
def _written(the_day: date, with_year: bool) -> str:
    text = format_date(the_day, "EEEE d MMMM y" if with_year else "EEEE d MMMM", locale="fr")
    return text.replace(" 1 ", f" 1er{NBSP}", 1) if the_day.day == 1 else text


def hour(instant: datetime) -> str:
    """``14 h 05``, ``14 h``."""
    clock = paris(instant)
    return f"{clock.hour}{NBSP}h" + (f"{NBSP}{clock.minute:02d}" if clock.minute else "")


def moment(value: datetime | date, now: datetime) -> str:
    """``mercredi 25 novembre à 14 h 05``; a mere day stays a day."""
    return f"{day(value, now)} à {hour(value)}" if isinstance(value, datetime) else day(value, now)


@lru_cache(maxsize=1024)
def euros(amount: Decimal | int) -> str:
    """``1 234,50 €``."""
    return format_currency(amount, "EUR", locale="fr")


def listed(items: Sequence[str]) -> str:
    """``a, b et c``."""
    return format_list(items, locale="fr")


def to(noun: str) -> str:
    """``à notre équipe``, ``au service client``, ``aux clients``."""
    for article, contracted in (("le ", "au "), ("les ", "aux ")):
        if noun.startswith(article):
            return contracted + noun.removeprefix(article)
    return f"à {noun}"


def of(noun: str) -> str:
    """``de timbres``, ``d'emballages``."""
    return f"d'{noun}" if noun[:1].lower() in "aàâeéèêëiîïoôuùûœ" else f"de {noun}"


def typeset(text: str) -> str:
    """The text with non-breaking spaces where French wants them."""
    for pattern in (_BEFORE, _AFTER, _UNIT):
        text = pattern.sub(NBSP, text)
    return text
