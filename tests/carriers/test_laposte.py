"""La Poste's Suivi v2."""

from __future__ import annotations

import pytest

from bot.carriers.codes import codes
from bot.carriers.failures import UnknownNumber, Unreadable
from bot.carriers.laposte import LaPoste
from tests.carriers.cases import CarrierCases
from tests.carriers.payloads import COLISSIMO, LAPOSTE_UNKNOWN, laposte

GOOD = laposte(
    ("DI1", "2026-11-17T12:43:54+01:00"),
    ("MD2", "2026-11-17T09:10:35+01:00"),
    ("ID0", "2026-11-16T19:00:00+01:00"),
    ("ET1", "2026-11-16T18:47:00+01:00"),
    ("PC1", "2026-11-15T21:53:28+01:00"),
    ("DR1", "2026-11-15T16:06:00+01:00"),
)


def with_shipment(**changes: object) -> dict[str, object]:
    return GOOD | {"shipment": GOOD["shipment"] | changes}


class TestLaPoste(CarrierCases):
    number = COLISSIMO
    key_header = "X-Okapi-Key"
    good = GOOD
    statuses = ("announced", "in_transit", "in_transit", "out_for_delivery", "delivered")
    unknown = (
        (404, LAPOSTE_UNKNOWN),
        (400, LAPOSTE_UNKNOWN),
        (404, b"Not found"),
        (200, LAPOSTE_UNKNOWN),
        (200, [LAPOSTE_UNKNOWN]),
    )
    wrong = (
        {},
        [],
        [GOOD, GOOD],
        {"returnCode": 200},
        {"returnCode": 200, "shipment": None},
        with_shipment(event=None),
        with_shipment(event=[1, 2]),
        with_shipment(event=[{"code": "DI1"}]),
        with_shipment(event=[{"code": "DI1", "date": "hier"}]),
        with_shipment(event=[{"code": "DI1", "date": 1763000000}]),
        with_shipment(idShip="8R98765432109"),
    )

    def client(self, url: str) -> LaPoste:
        return LaPoste(url, "cl-42")


CLIENT = LaPoste("http://x", "k")


@pytest.mark.parametrize("number", [COLISSIMO, "6a 12345-67890 1", "XY746876977FR", "870012345678901"])
@pytest.mark.parametrize("kind", ["colissimo", "chronopost", "laposte_courrier"])
def test_the_groups_parcels_are_asked_about(kind: str, number: str) -> None:
    assert CLIENT.carries(kind, number)


@pytest.mark.parametrize("number", ["6A 001", "", "../../secret", "6A12345678901/../x", "é" * 13, "1" * 16])
def test_what_is_no_number_of_theirs_is_never_sent(number: str) -> None:
    assert not CLIENT.carries("colissimo", number)


def test_others_parcels_are_not_asked_about() -> None:
    assert not CLIENT.carries("other", COLISSIMO)


def test_one_number_may_be_answered_by_a_list_of_one() -> None:
    assert len(CLIENT.read(200, [GOOD], COLISSIMO)) == 6


def test_a_code_that_nobody_knows_moves_no_parcel_and_is_named_once(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        event = CLIENT.read(200, laposte(("ZZ9", "2026-11-17T12:43:54+01:00")), COLISSIMO)[0]
        assert (event.code, event.status, event.hint) == ("ZZ9", None, "")
    assert caplog.text.count("ZZ9") == 1


def test_events_of_one_instant_keep_the_carriers_order() -> None:
    same = "2026-11-17T12:43:54+01:00"
    assert [one.code for one in CLIENT.read(200, laposte(("DI1", same), ("MD2", same)), COLISSIMO)] == [
        "MD2",
        "DI1",
    ]


def test_a_label_cannot_steer_a_terminal() -> None:
    body = laposte(("DI1", "2026-11-17T12:43:54+01:00"))
    body["shipment"]["event"][0]["label"] = "Livré\x1b[2J\r\n" + "x" * 900
    label = CLIENT.read(200, body, COLISSIMO)[0].label
    assert "\x1b" not in label
    assert len(label) <= 300


def test_every_documented_code_has_a_meaning() -> None:
    listed = "DR1 DR2 PC1 PC2 ET1 ET2 ET3 ET4 EP1 DO1 DO2 DO3 PB1 PB2 MD2 ND1 AG1 RE1 DI0 DI1 DI2 DI3 ID0"
    assert set(codes("laposte")) == set(listed.split())


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("DR1", "announced"),
        ("PC2", "in_transit"),
        ("ET4", "in_transit"),
        ("MD2", "out_for_delivery"),
        ("AG1", "out_for_delivery"),
        ("DI1", "delivered"),
        ("DI2", "return"),
        ("RE1", "return"),
        ("ID0", None),
    ],
)
def test_codes_in_the_models_words(code: str, status: str | None) -> None:
    assert codes("laposte")[code].status == status


def test_unknown_is_told_from_unreadable() -> None:
    with pytest.raises(UnknownNumber):
        CLIENT.read(404, None, COLISSIMO)
    with pytest.raises(Unreadable):
        CLIENT.read(418, GOOD, COLISSIMO)
