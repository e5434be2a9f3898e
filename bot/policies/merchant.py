"""A merchant as its pack's ``merchant.yml`` describes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.orders.model import ZONES
from bot.policies.checks import Reader
from bot.policies.opening import Opening
from bot.policies.opening_reader import read_opening
from bot.policies.vocabulary import TOPICS


@dataclass(frozen=True)
class Merchant:
    """``windows``: zone -> first day, last day, average, in days after dispatch.

    ``contacts`` and ``links`` hold what a reply may print; what no document gives is empty, or marked demo.
    ``hours``: when people answer, in words; ``opening``: to reckon with. None where no document says.
    ``phrases``: what several replies say in the same words.
    ``incident_reasons``: topic -> the reason to choose when an incident is opened.
    """

    key: str
    name: str
    person: str
    document: str
    number_example: str
    contacts: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    hours: str = ""
    opening: Opening | None = None
    windows: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    incident_reasons: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)


def read_merchant(reader: Reader) -> Merchant:
    """Every defect is reported to the reader; the value is complete only without any."""
    reader.only(
        "merchant",
        "name",
        "person",
        "document",
        "order_number_example",
        "contacts",
        "links",
        "hours",
        "opening",
        "windows",
        "incident_reasons",
        "phrases",
    )
    opening = read_opening(reader)
    return Merchant(
        key=reader.text("merchant"),
        name=reader.text("name"),
        person=reader.text("person"),
        document=reader.text("document"),
        number_example=reader.text("order_number_example"),
        contacts=_values(reader, "contacts"),
        links=_values(reader, "links"),
        hours=reader.text("hours", required=False) or (opening.in_words() if opening else ""),
        opening=opening,
        windows=_windows(reader),
        incident_reasons=_reasons(reader),
        phrases=_values(reader, "phrases"),
    )


def _values(reader: Reader, key: str) -> dict[str, str]:
    """``{name: {value: …, demo: true}}``; a demo value must lie under the reserved domain ``.invalid``."""
    found = {}
    for name in reader.mapping(key):
        entry = reader.inside(key, name)
        entry.only("value", "demo")
        value = entry.text("value", required=False)
        if entry.flag("demo") and ("@" in value or "://" in value) and ".invalid" not in value:
            entry.fail("value", "une valeur de démonstration doit être sous le domaine réservé .invalid")
        found[name] = value
    return found


def _reasons(reader: Reader) -> dict[str, str]:
    found = _values(reader, "incident_reasons")
    for name in found:
        if name not in TOPICS:
            reader.inside("incident_reasons").fail(name, "ce n'est pas un sujet connu")
    return found


def _windows(reader: Reader) -> dict[str, tuple[int, int, int]]:
    found = {}
    for zone in reader.mapping("windows"):
        entry = reader.inside("windows", zone)
        entry.only("from", "to", "average")
        if zone not in ZONES:
            reader.inside("windows").fail(zone, f"zone inconnue ; possibles : {', '.join(ZONES)}")
        found[zone] = (entry.number("from"), entry.number("to"), entry.number("average"))
    return found
