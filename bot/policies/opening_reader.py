"""``opening`` of a ``merchant.yml``; every defect is reported with its line."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from bot.policies.checks import Reader
from bot.policies.opening import DAYS, Hours, Opening

_RANGE = re.compile(r"(\d{1,2}):(\d\d)\s*[-–]\s*(\d{1,2}):(\d\d)")


def read_opening(reader: Reader) -> Opening | None:
    """None without ``opening``: no hours are known, and none are said."""
    if not reader.has("opening"):
        return None
    if not isinstance(reader.get("opening"), dict):
        reader.fail("opening", "ensemble de « clé: valeur » attendu")
        return None
    entry = reader.inside("opening")
    entry.only("source", "week", "holidays", "days")
    entry.text("source")  # the document that gives these hours: without one there are none to give
    holidays = entry.token("holidays", ("open", "closed")) if entry.has("holidays") else "closed"
    return Opening(_week(entry), holidays == "open", _days(entry))


def _week(entry: Reader) -> tuple[tuple[Hours, ...], ...]:
    if not isinstance(entry.get("week"), dict):
        entry.fail("week", 'jours attendus, par exemple « monday: ["09:00-18:00"] »')
        return ((),) * 7
    week = entry.inside("week")
    week.only(*DAYS)
    found = tuple(_hours(week, day) for day in DAYS)
    if not any(found):
        entry.fail("week", "au moins un jour ouvert est attendu")
    return found


def _days(entry: Reader) -> dict[date, tuple[Hours, ...]]:
    """``days: {2026-12-24: ["09:00-12:00"], 2026-12-26: []}``: exceptions, closed where the list is empty."""
    value = entry.get("days")
    if value is None:
        return {}
    if not isinstance(value, dict):
        entry.fail("days", 'dates attendues, par exemple « 2026-12-24: ["09:00-12:00"] »')
        return {}
    found = {}
    for day in value:
        if type(day) is not date:
            entry.inside("days").fail(day, f"date attendue comme 2026-12-24, reçu « {day} »")
        else:
            found[day] = _hours(entry.inside("days"), day)
    return found


def _hours(reader: Reader, day: Any) -> tuple[Hours, ...]:
    value = reader.node.get(day)
    if value is None:
        return ()
    if not isinstance(value, list):
        reader.fail(day, 'liste d\'heures attendue, par exemple ["09:00-12:30", "14:00-18:00"]')
        return ()
    found: list[Hours] = []
    for item in value:
        hours = _range(item)
        if hours is None:
            reader.fail(day, f"« {item} » illisible ; attendu comme 09:00-18:00, la fin après le début")
        elif found and hours.start < found[-1].end:
            reader.fail(day, f"« {item} » chevauche ce qui précède, ou vient avant")
        else:
            found.append(hours)
    return tuple(found)


def _range(item: Any) -> Hours | None:
    match = _RANGE.fullmatch(item.strip()) if isinstance(item, str) else None
    if match is None:
        return None
    start, end = _clock(match[1], match[2]), _clock(match[3], match[4])
    return Hours(start, end) if start is not None and end is not None and start < end else None


def _clock(hour: str, minute: str) -> time | None:
    """24:00 is the end of the day."""
    if (hour, minute) == ("24", "00"):
        return time.max
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None
