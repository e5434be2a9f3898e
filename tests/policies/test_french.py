"""French as it is set: dates, hours, amounts, lists, spaces that do not break."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from bot.policies import french
from bot.policies.templates import render

N = "\u00a0"
NOW = datetime.fromisoformat("2026-11-18T10:00:00+01:00")


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 24), "mardi 24 novembre"),
        (date(2026, 12, 1), f"mardi 1er{N}décembre"),
        (date(2026, 8, 11), "mardi 11 août"),
        (date(2027, 1, 1), f"vendredi 1er{N}janvier 2027"),
        (date(2025, 12, 31), "mercredi 31 décembre 2025"),
    ],
)
def test_day(day: date, text: str) -> None:
    assert french.day(day, NOW) == text


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        ("2026-11-24T14:05:00+01:00", f"mardi 24 novembre à 14{N}h{N}05"),
        ("2026-11-24T14:00:59+01:00", f"mardi 24 novembre à 14{N}h"),
        ("2026-07-14T22:30:00+00:00", f"mercredi 15 juillet à 0{N}h{N}30"),
    ],
)
def test_moment(instant: str, text: str) -> None:
    assert french.moment(datetime.fromisoformat(instant), NOW) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [("39.9", "39,90 €"), ("0", "0,00 €"), ("1234.5", "1 234,50 €"), ("1234567.89", "1 234 567,89 €")],
)
def test_euros(amount: str, text: str) -> None:
    made = french.euros(Decimal(amount))
    assert made.replace(N, " ").replace("\u202f", " ") == text
    assert " " not in made


def test_listed() -> None:
    assert french.listed(["a"]) == "a"
    assert french.listed(["a", "b"]) == "a et b"
    assert french.listed(["a", "b", "c"]) == "a, b et c"


@pytest.mark.parametrize(
    ("typed", "set_text"),
    [
        ("Oui ; non : peut-être ? Oh !", f"Oui{N}; non{N}: peut-être{N}? Oh{N}!"),
        ("Cliquez sur « Appliquer ».", f"Cliquez sur «{N}Appliquer{N}»."),
        ("sous 24 h, 7 jours ou 15 jours ouvrables", f"sous 24{N}h, 7{N}jours ou 15{N}jours ouvrables"),
        ("https://a.invalid/x?y=1:2 et 14:05", "https://a.invalid/x?y=1:2 et 14:05"),
        ("aide@a.invalid ; merci", f"aide@a.invalid{N}; merci"),
        ("Papier (× 2)", f"Papier (×{N}2)"),
        ("le décret n° 2007-29", f"le décret n°{N}2007-29"),
        ("3 heures, 4 ans, 5 %", f"3{N}heures, 4{N}ans, 5{N}%"),
        ("10 hommes", "10 hommes"),
        ("", ""),
    ],
)
def test_typeset(typed: str, set_text: str) -> None:
    assert french.typeset(typed) == set_text
    assert french.typeset(set_text) == set_text


def test_render_drops_what_templates_leave_behind() -> None:
    text = "  Bonjour {% if x %}toi{% endif %}  , \n\n\n  ici : {{ x }} \n"
    assert render(text, {"x": ""}) == f"Bonjour ,\n\nici{N}:"
