"""DHL's unified shipment tracking: the second carrier, by the same cases."""

from __future__ import annotations

import pytest

from bot.carriers.dhl import Dhl
from tests.carriers.cases import CarrierCases
from tests.carriers.payloads import DHL_UNKNOWN, EXPRESS, dhl

GOOD = dhl(
    ("delivered", "2026-11-17T12:43:00"),
    ("unknown", "2026-11-17T08:00:00"),
    ("transit", "2026-11-16T18:47:00"),
    ("pre-transit", "2026-11-15T16:06:00"),
)


class TestDhl(CarrierCases):
    number = EXPRESS
    key_header = "DHL-API-Key"
    good = GOOD
    statuses = ("announced", "in_transit", "delivered")
    unknown = ((404, DHL_UNKNOWN), (404, b""), (200, {"shipments": []}))
    wrong = (
        {},
        [],
        {"shipments": None},
        {"shipments": [1]},
        {"shipments": [{"events": {}}]},
        {"shipments": [{"events": [{"statusCode": "transit"}]}]},
        {"shipments": [{"events": [{"statusCode": "transit", "timestamp": "bientôt"}]}]},
    )

    def client(self, url: str) -> Dhl:
        return Dhl(url, "cl-42")


CLIENT = Dhl("http://x", "k")


@pytest.mark.parametrize("number", [EXPRESS, "JD014600003889512345", "00340434292135100148", "12 3456 7890"])
def test_numbers_of_dhls_shape_are_asked_about(number: str) -> None:
    assert CLIENT.carries("other", number)


@pytest.mark.parametrize(
    ("kind", "number"), [("other", "6A12345678901"), ("colissimo", EXPRESS), ("other", "")]
)
def test_others_are_not(kind: str, number: str) -> None:
    assert not CLIENT.carries(kind, number)


def test_an_instant_without_an_offset_is_paris_time() -> None:
    assert CLIENT.read(200, GOOD, EXPRESS)[-1].at.isoformat() == "2026-11-17T12:43:00+01:00"


def test_without_events_the_status_is_the_only_one() -> None:
    body = dhl(("transit", "2026-11-16T18:47:00"))
    body["shipments"][0]["events"] = []
    assert [one.status for one in CLIENT.read(200, body, EXPRESS)] == ["in_transit"]


def test_the_place_is_kept() -> None:
    assert CLIENT.read(200, GOOD, EXPRESS)[0].place == "Roissy"
