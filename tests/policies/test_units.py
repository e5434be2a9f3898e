"""Spans of time: elapsed hours, calendar days in Paris, working days, months and years."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from bot.policies.calendar import add_working_days, day_of, is_working_day
from bot.policies.units import Span


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("48 h", 48, "h"),
        ("48h", 48, "h"),
        ("1 heure", 1, "h"),
        ("7 j", 7, "j"),
        ("7 jours", 7, "j"),
        ("15 jours ouvrables", 15, "jours ouvrables"),
        ("1 jour ouvrable", 1, "jours ouvrables"),
        ("1 mois", 1, "mois"),
        ("1 an", 1, "an"),
        ("2 ans", 2, "an"),
    ],
)
def test_parse(text: str, count: int, unit: str) -> None:
    assert Span.parse(text) == Span(count, unit)


@pytest.mark.parametrize(
    "text", ["", "48", "h", "-1 j", "1.5 h", "7 lunes", "7 jours ouvrés", "99999 j", "7  j j"]
)
def test_no_span(text: str) -> None:
    with pytest.raises(ValueError, match="durée attendue"):
        Span.parse(text)


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("2026-11-17T10:05:00+01:00", "24 h", at("2026-11-18T10:05:00+01:00")),
        ("2026-10-24T12:30:00+02:00", "24 h", at("2026-10-25T11:30:00+01:00")),
        ("2026-03-28T12:30:00+01:00", "24 h", at("2026-03-29T13:30:00+02:00")),
        ("2026-10-22T23:00:00+02:00", "7 j", date(2026, 10, 29)),
        ("2026-10-21T23:30:00+00:00", "7 j", date(2026, 10, 29)),
        ("2026-11-02T15:00:00+01:00", "7 jours ouvrables", date(2026, 11, 10)),
        ("2026-11-02T15:00:00+01:00", "15 jours ouvrables", date(2026, 11, 20)),
        ("2026-12-18T15:00:00+01:00", "15 jours ouvrables", date(2027, 1, 7)),
        ("2026-01-31T12:00:00+01:00", "1 mois", date(2026, 2, 28)),
        ("2024-02-29T12:00:00+01:00", "1 an", date(2025, 2, 28)),
        ("2025-11-18T12:00:00+01:00", "1 an", date(2026, 11, 18)),
    ],
)
def test_after(start: str, span: str, end: datetime | date) -> None:
    assert Span.parse(span).after(at(start)) == end


def test_hours_need_an_instant() -> None:
    with pytest.raises(ValueError, match="instant"):
        Span.parse("24 h").after(date(2026, 11, 18))


@pytest.mark.parametrize(
    ("span", "now", "side"),
    [
        ("24 h", "2026-11-18T10:04:59.999999+01:00", -1),
        ("24 h", "2026-11-18T10:05:00+01:00", 0),
        ("24 h", "2026-11-18T10:05:00.000001+01:00", 1),
        ("7 j", "2026-11-23T23:59:59+01:00", -1),
        ("7 j", "2026-11-23T23:00:00+00:00", 0),
        ("7 j", "2026-11-24T23:59:59+01:00", 0),
        ("7 j", "2026-11-25T00:00:00+01:00", 1),
        ("5 jours ouvrables", "2026-11-23T23:59:00+01:00", 0),
        ("5 jours ouvrables", "2026-11-24T00:00:00+01:00", 1),
    ],
)
def test_compare_from_tuesday_17_november_10_05(span: str, now: str, side: int) -> None:
    assert Span.parse(span).compare(at("2026-11-17T10:05:00+01:00"), at(now)) == side


def test_day_of_is_the_day_in_paris() -> None:
    assert day_of(at("2026-06-30T22:00:00+00:00")) == date(2026, 7, 1)
    assert day_of(at("2026-12-31T22:59:59+00:00")) == date(2026, 12, 31)
    assert day_of(at("2026-12-31T23:00:00+00:00")) == date(2027, 1, 1)
    with pytest.raises(ValueError, match="offset"):
        day_of(datetime(2026, 1, 1))


@pytest.mark.parametrize(
    "holiday",
    [
        "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25",
        "2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25",
    ],
)  # fmt: skip
def test_public_holidays_are_no_working_days(holiday: str) -> None:
    assert not is_working_day(date.fromisoformat(holiday))


def test_saturdays_work_and_sundays_do_not() -> None:
    assert is_working_day(date(2026, 11, 14))
    assert not is_working_day(date(2026, 11, 15))


def test_working_days_agree_with_counting_one_by_one() -> None:
    for offset in range(0, 400, 13):
        start = date(2026, 1, 1) + timedelta(days=offset)
        day, counted = start, 0
        while counted < 15:
            day += timedelta(days=1)
            counted += is_working_day(day)
        assert add_working_days(start, 15) == day
        assert add_working_days(start, 0) == start
