"""Spans of time as policies write them: "48 h", "7 j", "15 jours ouvrables", "1 mois", "1 an".

Hours are elapsed time and lead to an instant; every other unit is calendar time and leads to a day in Paris.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from bot.policies.calendar import add_working_days, day_of

HOURS, DAYS, WORKING_DAYS, MONTHS, YEARS = "h", "j", "jours ouvrables", "mois", "an"
_NAMES = {
    "h": HOURS, "heure": HOURS, "heures": HOURS,
    "j": DAYS, "jour": DAYS, "jours": DAYS,
    "jours ouvrables": WORKING_DAYS, "jour ouvrable": WORKING_DAYS,
    "mois": MONTHS, "an": YEARS, "ans": YEARS,
}  # fmt: skip
_SPAN = re.compile(r"\s*(\d{1,4})\s*([a-z]+(?: [a-z]+)?)\s*")


@dataclass(frozen=True, order=True)
class Span:
    """``count`` whole units of time."""

    count: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Span:
        """Raises ValueError with a French sentence when ``text`` is no span."""
        match = _SPAN.fullmatch(text)
        if not match or match[2] not in _NAMES:
            raise ValueError(
                f"durée attendue comme « 48 h », « 7 j », « 15 jours ouvrables », reçu « {text} »"
            )
        return cls(int(match[1]), _NAMES[match[2]])

    def after(self, start: datetime | date) -> datetime | date:
        """The instant (hours) or the day in Paris (any other unit) that lies this span after ``start``."""
        if self.unit == HOURS:
            if not isinstance(start, datetime):
                raise ValueError("hours are counted from an instant, not from a day")
            return start + timedelta(hours=self.count)
        day = day_of(start)
        if self.unit == WORKING_DAYS:
            return add_working_days(day, self.count)
        if self.unit == DAYS:
            return day + timedelta(days=self.count)
        if self.unit == MONTHS:
            return day + relativedelta(months=self.count)
        return day + relativedelta(years=self.count)

    def compare(self, start: datetime | date, now: datetime) -> int:
        """-1, 0 or 1: ``now`` lies before, at or after the end of the span that begins at ``start``."""
        end = self.after(start)
        here = now if isinstance(end, datetime) else day_of(now)
        return (here > end) - (here < end)  # both instants, or both days
