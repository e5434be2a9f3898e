"""When a merchant's people answer: hours of the week in Europe/Paris, public holidays, exceptional days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

from bot.policies import french
from bot.policies.calendar import PARIS, is_public_holiday, paris

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FRENCH = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
LOOK_AHEAD = 60  # days; a service closed for longer has no opening to announce
NAMED = 6  # days from now on which the bare name of a week day is no other week's


@dataclass(frozen=True)
class Hours:
    """From `start` to before `end`, on the clock of one day."""

    start: time
    end: time


@dataclass(frozen=True)
class Opening:
    """``week``: seven tuples of hours, Monday first; ``days``: what holds instead on a date."""

    week: tuple[tuple[Hours, ...], ...]
    on_holidays: bool = False
    days: dict[date, tuple[Hours, ...]] = field(default_factory=dict)

    def hours_of(self, day: date) -> tuple[Hours, ...]:
        if day in self.days:
            return self.days[day]
        if not self.on_holidays and is_public_holiday(day):
            return ()
        return self.week[day.weekday()]

    def is_open(self, now: datetime) -> bool:
        clock = paris(now)
        return any(hours.start <= clock.time() < hours.end for hours in self.hours_of(clock.date()))

    def next_opening(self, now: datetime) -> datetime | None:
        """The next instant at which somebody answers; None when there is none in sight."""
        return next((start for start in self._starts(paris(now).date()) if start > now), None)

    def _starts(self, day: date) -> Iterator[datetime]:
        for _ in range(LOOK_AHEAD):
            yield from (datetime.combine(day, hours.start, PARIS) for hours in self.hours_of(day))
            day += timedelta(days=1)

    def next_words(self, now: datetime) -> str:
        """« demain à 9 h », « lundi à 14 h 30 », « mercredi 6 janvier à 9 h »; empty if none is in sight."""
        at = self.next_opening(now)
        if at is None:
            return ""
        ahead = (at.date() - paris(now).date()).days
        near = {0: "aujourd'hui", 1: "demain"}
        day = near.get(ahead) or (FRENCH[at.weekday()] if ahead <= NAMED else french.day(at, now))
        return f"{day} à {french.hour(at)}"

    def in_words(self) -> str:
        """« du lundi au jeudi de 9 h à 18 h, le vendredi de 9 h à 12 h »."""
        said = []
        for hours, days in groupby(range(7), key=lambda day: self.week[day]):
            run = [FRENCH[day] for day in days]
            if hours:
                name = f"le {run[0]}" if len(run) == 1 else f"du {run[0]} au {run[-1]}"
                said.append(f"{name} {french.listed([_words(one) for one in hours])}")
        return ", ".join(said)


def _words(hours: Hours) -> str:
    return f"de {_hour(hours.start)} à {_hour(hours.end)}"


def _hour(clock: time) -> str:
    """« 9 h », « 14 h 30 »; the end of the day is « minuit »."""
    if clock == time.max:
        return "minuit"
    return f"{clock.hour}{french.NBSP}h" + (f"{french.NBSP}{clock.minute:02d}" if clock.minute else "")
