"""The day by which an order is named, and days that name none."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from bot.dialogue.dates import day_named

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=timezone.utc)  # a Wednesday


@pytest.mark.parametrize(
    ("message", "day"),
    [
        ("ma commande du 12 novembre", date(2026, 11, 12)),
        ("celle du 1er décembre", date(2025, 12, 1)),
        ("la commande LG-88213 du 02/11/26", date(2026, 11, 2)),
        ("celle de mardi", date(2026, 11, 17)),
        ("l'achat de mercredi", date(2026, 11, 11)),
        ("commandée hier", date(2026, 11, 17)),
        ("commande passée le 25 décembre 2025", date(2025, 12, 25)),
        ("rien depuis mardi", None),
        ("le colis ne bouge plus depuis mercredi", None),
        ("ma commande du 31 février", None),
        ("c'est pour le 24", None),
    ],
)
def test_the_day_an_order_is_named_by(message: str, day: date | None) -> None:
    assert day_named(message, NOW) == day


def test_any_day_answers_which_order() -> None:
    assert day_named("mardi", NOW, alone=True) == date(2026, 11, 17)
    assert day_named("le 3/11", NOW, alone=True) == date(2026, 11, 3)
