"""DHL's « Shipment Tracking – Unified » (developer.dhl.com/api-reference/shipment-tracking).

Payload: answers of the API recorded by github.com/superfaceai/station (200, and 404 as problem+json), other
statuses as its map and DHL's page name them (401, 429). Instants come without an offset, in the local time of
the place (so in the recording): they are read as Paris time, which is not verified for events far away.
"""

from __future__ import annotations

import re
from typing import Any

from bot.carriers.carrier import Question
from bot.carriers.codes import meaning
from bot.carriers.failures import UnknownNumber, Unreadable
from bot.carriers.reading import instant, newest_last, objects, words
from bot.carriers.tracking import Event

# An order says only « other »: a number is DHL's by its shape. Express: 10 digits; parcels: JD… or 0034….
_NUMBER = re.compile(r"\d{10}|J[A-Z]{1,3}\d{14,20}|0034\d{16}")


class Dhl:
    name = "dhl"
    key_setting = "RELAIS_DHL_KEY"

    def __init__(self, url: str, key: str) -> None:
        self._url, self._key = url.rstrip("/"), key

    def carries(self, kind: str, number: str) -> bool:
        return kind == "other" and bool(_NUMBER.fullmatch(_compact(number)))

    def label(self, kind: str) -> str:
        return "DHL"

    def question(self, number: str) -> Question:
        params = {"trackingNumber": _compact(number), "language": "fr"}
        return Question(f"{self._url}/shipments", params, {"DHL-API-Key": self._key})

    def read(self, status: int, body: Any, number: str) -> list[Event]:
        if status == 404:
            raise UnknownNumber("DHL ne connaît pas ce numéro.")
        if status != 200 or not isinstance(body, dict):
            raise Unreadable(f"DHL : réponse {status} illisible.")
        shipments = objects(body.get("shipments"))
        if not shipments:
            raise UnknownNumber("DHL ne connaît pas ce numéro.")
        events = objects(shipments[0].get("events", []))
        if not events and isinstance(shipments[0].get("status"), dict):
            events = [shipments[0]["status"]]
        return newest_last([_event(item) for item in events])


def _compact(number: str) -> str:
    return re.sub(r"[\s.-]", "", number).upper()


def _event(item: dict[str, Any]) -> Event:
    code = words(item.get("statusCode"), 20)
    means = meaning("dhl", code)
    location = item.get("location")
    address = location.get("address") if isinstance(location, dict) else None
    place = words(address.get("addressLocality"), 80) if isinstance(address, dict) else ""
    label = words(item.get("description")) or words(item.get("status"))
    return Event(instant(item.get("timestamp")), code, label, means.status, place, means.hint)
