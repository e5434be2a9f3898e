"""What the carriers' APIs answer, in the shape that the sources named in each client's file show.

La Poste: one object with `shipment.event`, newest first, `code`, `label`, `date` with an offset
(docs.digitalgenius.com/docs/colissimo-la-poste-track-trace shows such a history). DHL: as recorded in
github.com/superfaceai/station. Numbers and texts are invented.
"""

from __future__ import annotations

from typing import Any

COLISSIMO, EXPRESS = "6A12345678901", "1234567890"
NO_KEY = {"code": "UNAUTHORIZED", "message": "This action requires an authorization"}


def laposte(*events: tuple[str, str], number: str = COLISSIMO, final: bool = False) -> dict[str, Any]:
    """``events``: (code, instant), newest first."""
    return {
        "lang": "fr_FR",
        "scope": "open",
        "returnCode": 200,
        "shipment": {
            "idShip": number,
            "holder": 4,
            "product": "Colissimo",
            "isFinal": final,
            "entryDate": events[-1][1] if events else None,
            "event": [
                {"order": 100 - i, "code": code, "label": f"Étape {code} du colis.", "date": at}
                for i, (code, at) in enumerate(events)
            ],
            "timeline": [{"id": 1, "shortLabel": "Pris en charge", "status": True, "type": 1}],
            "contextData": {"originCountry": "FR", "arrivalCountry": "FR"},
            "url": f"https://www.laposte.fr/outils/suivre-vos-envois?code={number}",
        },
    }


LAPOSTE_UNKNOWN = {
    "returnCode": 400,
    "returnMessage": "Votre numéro est inconnu. Veuillez le ressaisir en respectant le format.",
    "lang": "fr_FR",
    "scope": "open",
    "idShip": COLISSIMO,
}


def dhl(*events: tuple[str, str], number: str = EXPRESS) -> dict[str, Any]:
    """``events``: (statusCode, instant without offset), newest first."""
    told = [
        {
            "timestamp": at,
            "location": {"address": {"countryCode": "FR", "addressLocality": "Roissy"}},
            "statusCode": code,
            "status": f"Step {code}",
            "description": f"Step {code} of the shipment",
        }
        for code, at in events
    ]
    shipment = {"id": number, "service": "express", "status": told[0] if told else {}, "events": told}
    return {"shipments": [shipment], "possibleAdditionalShipmentsUrl": []}


DHL_UNKNOWN = {
    "title": "No result found",
    "status": 404,
    "detail": "No shipment with given tracking number found.",
}
