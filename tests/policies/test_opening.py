"""Opening hours: open or not, and when next, across nights, week-ends, holidays and changes of the clock."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.policies.calendar import PARIS
from bot.policies.checks import Reader
from bot.policies.errors import PackErrors
from bot.policies.files import PackFiles
from bot.policies.merchant import read_merchant
from bot.policies.opening import Opening
from bot.policies.pack import load_files
from bot.policies.source import parse

HEAD = """merchant: boutique
name: la boutique
person: notre équipe
document: Contact
order_number_example: B-1
"""
WEEK = """opening:
  source: Contact
  week:
    monday: ["09:00-12:30", "14:00-18:00"]
    tuesday: ["09:00-12:30", "14:00-18:00"]
    wednesday: ["09:00-12:30", "14:00-18:00"]
    thursday: ["09:00-12:30", "14:00-18:00"]
    friday: ["09:00-17:00"]
    saturday: ["20:00-24:00"]
  days:
    2026-12-24: ["09:00-12:00"]
    2026-12-26: []
"""


def opening(text: str = WEEK) -> Opening:
    reader = Reader(parse(Path("boutique/merchant.yml"), (HEAD + text).encode()))
    merchant = read_merchant(reader)
    assert reader.errors == []
    assert merchant.opening
    return merchant.opening


def at(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("now", "is_open", "words"),
    [
        (("2026-11-18", "08:59:59"), False, "aujourd'hui à 9 h"),
        (("2026-11-18", "09:00"), True, "aujourd'hui à 14 h"),
        (("2026-11-18", "12:30"), False, "aujourd'hui à 14 h"),
        (("2026-11-18", "18:00"), False, "demain à 9 h"),
        (("2026-11-20", "17:30"), False, "demain à 20 h"),
        (("2026-11-21", "23:59:59"), True, "lundi à 9 h"),
        (("2026-11-22", "00:00"), False, "demain à 9 h"),
        (("2026-12-24", "11:00"), True, "lundi à 9 h"),  # Christmas is a holiday, Saturday 26th an exception
        (("2026-12-31", "18:00"), False, "samedi à 20 h"),  # New Year's Day
        (("2027-05-05", "18:00"), False, "vendredi à 9 h"),  # Ascension Day, a Thursday
        (("2026-03-29", "12:00"), False, "demain à 9 h"),  # the clock changed in the night
        (("2026-10-25", "02:30"), False, "demain à 9 h"),
    ],
)
def test_now_or_when_next(now: tuple[str, str], is_open: bool, words: str) -> None:
    given, moment = opening(), at(*now)
    assert (given.is_open(moment), given.next_words(moment).replace("\u00a0", " ")) == (is_open, words)


def test_the_same_instant_elsewhere_is_reckoned_in_paris() -> None:
    given = opening()
    assert given.is_open(datetime.fromisoformat("2026-11-18T08:00:00+00:00"))
    assert not given.is_open(datetime.fromisoformat("2026-07-15T16:00:00+00:00"))  # 18 h in summer


def test_a_far_opening_is_named_by_its_date() -> None:
    only_monday = opening('opening: {source: C, week: {monday: ["10:15-11:00"]}}\n')
    assert (
        only_monday.next_words(at("2026-11-16", "12:00")).replace("\u00a0", " ")
        == "lundi 23 novembre à 10 h 15"
    )


def test_closed_for_good_announces_nothing() -> None:
    closed = 'opening: {source: C, week: {monday: ["10:00-11:00"]}, days: {%s}}\n'
    days = ", ".join(f"2026-{m:02d}-{d:02d}: []" for m in (11, 12) for d in range(1, 31))
    january = ", ".join(f"2027-01-{d:02d}: []" for d in range(1, 32))
    assert opening(closed % f"{days}, {january}").next_words(at("2026-11-16", "12:00")) == ""


def test_holidays_may_be_open() -> None:
    given = opening('opening: {source: C, holidays: open, week: {friday: ["10:00-11:00"]}}\n')
    assert given.is_open(at("2026-12-25", "10:30"))


def test_the_hours_in_words() -> None:
    assert opening().in_words().replace("\u00a0", " ") == (
        "du lundi au jeudi de 9 h à 12 h 30 et de 14 h à 18 h, le vendredi de 9 h à 17 h, "
        "le samedi de 20 h à minuit"
    )


IN_WEEK = "opening:\n  source: C\n  week:\n    "
MONDAY = 'monday: ["09:00-12:00"]\n'


@pytest.mark.parametrize(
    ("text", "line", "key", "says"),
    [
        ("opening: 9 h - 18 h\n", 6, "opening", "clé: valeur"),
        (f"opening:\n  week:\n    {MONDAY}", 6, "opening.source", "obligatoire"),
        ("opening:\n  source: C\n", 6, "opening.week", "jours attendus"),
        (f"{IN_WEEK}sunday: []\n", 8, "opening.week", "au moins un jour"),
        (f'{IN_WEEK}lundi: ["09:00-18:00"]\n', 9, "opening.week.lundi", "inconnu"),
        (f'{IN_WEEK}monday: ["18:00-09:00"]\n', 9, "opening.week.monday", "18:00-09:00"),
        (f'{IN_WEEK}monday: ["9h-18h"]\n', 9, "opening.week.monday", "9h-18h"),
        (f'{IN_WEEK}monday: ["09:00-25:00"]\n', 9, "opening.week.monday", "illisible"),
        (f"{IN_WEEK}monday: 09:00-18:00\n", 9, "opening.week.monday", "liste"),
        (f'{IN_WEEK}monday: ["09:00-12:00", "11:00-18:00"]\n', 9, "opening.week.monday", "chevauche"),
        (f"{IN_WEEK}{MONDAY}  holidays: peut-être\n", 10, "opening.holidays", "inconnu"),
        (f"{IN_WEEK}{MONDAY}  days:\n    demain: []\n", 11, "opening.days.demain", "date attendue"),
        (f"{IN_WEEK}{MONDAY}  days: [2026-12-24]\n", 10, "opening.days", "dates attendues"),
    ],
)
def test_a_defect_names_its_line_and_key(text: str, line: int, key: str, says: str) -> None:
    with pytest.raises(PackErrors) as found:
        load_files(PackFiles.of_texts("boutique", {"merchant.yml": HEAD + text}))
    assert any((e.line, e.key) == (line, key) and says in str(e) for e in found.value.errors), str(
        found.value
    )
