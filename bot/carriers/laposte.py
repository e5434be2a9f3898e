"""La Poste group's « Suivi » v2: Colissimo, Chronopost, lettre suivie.

Payload: La Poste's OpenAPI document of the API (developer.laposte.fr/catalog-apis/suivi@2, mirrored at
github.com/api-evangelist/la-poste-groupe) and public clients that agree with one another (codes in
``laposte.yml``). One number gives an object, although the OpenAPI document says a list: both are read. An
unknown number is a 400 or 404, whose body may be JSON with ``returnCode`` and ``returnMessage`` or no JSON at
all (noted by github.com/rigwild/suivi-poste). Not verified against the live API.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import quote

from bot.carriers.carrier import Question
from bot.carriers.codes import meaning
from bot.carriers.failures import UnknownNumber, Unreadable
from bot.carriers.reading import instant, newest_last, objects, words
from bot.carriers.tracking import Event

KINDS = {"colissimo": "Colissimo", "laposte_courrier": "La Poste", "chronopost": "Chronopost"}
_NUMBER = re.compile(r"[0-9A-Za-z]{11,15}")  # « de 11 à 15 caractères alphanumériques »


class LaPoste:
    name = "laposte"
    key_setting = "RELAIS_LAPOSTE_KEY"

    def __init__(self, url: str, key: str) -> None:
        self._url, self._key = url.rstrip("/"), key

    def carries(self, kind: str, number: str) -> bool:
        return kind in KINDS and bool(_NUMBER.fullmatch(compact(number)))

    def label(self, kind: str) -> str:
        return KINDS.get(kind, "La Poste")

    def question(self, number: str) -> Question:
        return Question(
            f"{self._url}/idships/{quote(compact(number), safe='')}",
            {"lang": "fr_FR"},
            {"X-Okapi-Key": self._key},
        )

    def read(self, status: int, body: Any, number: str) -> list[Event]:
        if status in (400, 404):
            raise UnknownNumber("La Poste ne connaît pas ce numéro.")
        answer = body[0] if isinstance(body, list) and len(body) == 1 else body
        if not isinstance(answer, dict):
            raise Unreadable("La Poste : réponse illisible, ni envoi ni message.")
        if answer.get("returnCode") in (400, 404):
            raise UnknownNumber("La Poste ne connaît pas ce numéro.")
        shipment = answer.get("shipment")
        if status != 200 or not isinstance(shipment, dict):
            raise Unreadable("La Poste : réponse illisible, sans envoi.")
        named = shipment.get("idShip")
        if isinstance(named, str) and compact(named) != compact(number):
            raise Unreadable("La Poste : la réponse parle d'un autre envoi.")
        return newest_last([_event(item) for item in objects(shipment.get("event"))])


def compact(number: str) -> str:
    """The number as the API wants it: no spaces, no dashes, capitals."""
    return re.sub(r"[\s.-]", "", number).upper()


def _event(item: dict[str, Any]) -> Event:
    code = words(item.get("code"), 8)
    at: datetime = instant(item.get("date"))
    means = meaning("laposte", code)
    return Event(at, code, words(item.get("label")), means.status, hint=means.hint)
