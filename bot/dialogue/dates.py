"""The day by which a customer names an order: "ma commande du 12 novembre", "celle de mardi", "passée hier".

Only a day that names an order counts: "rien depuis mardi" names none, so a general finder of dates would not
do. Month and day names come from Babel.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from babel.dates import get_day_names, get_month_names

from bot.dialogue.words import fold
from bot.made_once import made_once
from bot.policies.calendar import day_of

_BEFORE = (
    r"\b(?:commandes?|celles?|colis|achats?|envois?|expedition|passee?s?|commandee?s?|achetee?s?|faite?s?)\b"
    r"(?:(?!\bdepuis\b)[^.!?]){0,25}?"
)
_DAYS_AGO = {"aujourd hui": 0, "ce matin": 0, "hier": 1, "avant hier": 2}


@made_once
def _patterns() -> tuple[dict[str, int], dict[str, int], re.Pattern[str]]:
    """Months and weekdays by folded name, and the pattern of a day."""
    months = {fold(name): number for number, name in get_month_names("wide", locale="fr").items()}
    days = {fold(name): number for number, name in get_day_names("wide", locale="fr").items()}
    text = (
        rf"(?P<day>\d{{1,2}})(?:er)? (?P<month>{'|'.join(months)})(?: (?P<year>\d{{4}}))?"
        r"|(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{2,4}))?"
        rf"|(?P<ago>avant hier|hier|aujourd hui|ce matin)|(?P<weekday>{'|'.join(days)})"
    )
    return months, days, re.compile(rf"\b(?:{text})\b")


def day_named(message: str, now: datetime, *, alone: bool = False) -> date | None:
    """The past day that names an order. ``alone``: any day counts, as in reply to "which order?"."""
    months, days, pattern = _patterns()
    text = " / ".join(fold(part) for part in message.split("/")).replace(" / ", "/")
    match = pattern.search(text) if alone else None
    if not alone and (found := re.search(_BEFORE + f"({pattern.pattern})", text)):
        match = pattern.search(text, found.start(1))
    if match is None:
        return None
    today, part = day_of(now), match.groupdict()
    if part["ago"]:
        return today - timedelta(days=_DAYS_AGO[part["ago"]])
    if part["weekday"]:
        return today - timedelta(days=(today.weekday() - days[part["weekday"]] - 1) % 7 + 1)
    month = months[part["month"]] if part["month"] else int(part["m"])
    return _past(int(part["day"] or part["d"]), month, part["year"] or part["y"], today)


def _past(day: int, month: int, year: str | None, today: date) -> date | None:
    """That day in the year given, else the last time it came; None for the 31 February."""
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        this_year = date(today.year, month, day)
        return this_year if this_year <= today else date(today.year - 1, month, day)
    except ValueError:
        return None
