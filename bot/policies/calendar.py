"""Days as French shops count them: Europe/Paris, working days Monday to Saturday less public holidays.

``clauses.yml`` fixes the reading: "jours" are calendar days in Europe/Paris, "heures" are elapsed,
"jours ouvrables" are Monday to Saturday less French public holidays.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import holidays

from bot.made_once import made_once

PARIS = ZoneInfo("Europe/Paris")
SUNDAY = 6


def paris(instant: datetime) -> datetime:
    """The instant as a Paris wall clock shows it. Raises ValueError without an offset."""
    if instant.tzinfo is None:
        raise ValueError(f"instant without an offset: {instant.isoformat()}")
    return instant.astimezone(PARIS)


def day_of(moment: datetime | date) -> date:
    """The calendar day in Paris."""
    return paris(moment).date() if isinstance(moment, datetime) else moment


@made_once
def _france() -> holidays.HolidayBase:
    calendar = holidays.country_holidays("FR")
    calendar.weekend = {SUNDAY}
    return calendar


def add_working_days(day: date, count: int) -> date:
    """The ``count``-th working day after ``day`` (0: the day itself)."""
    return _france().get_nth_working_day(day, count) if count else day


def is_public_holiday(day: date) -> bool:
    return day in _france()


def is_working_day(day: date) -> bool:
    return bool(_france().is_working_day(day))
