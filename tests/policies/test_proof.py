"""The proof finds every gap and overlap, and nothing else, over every kind of axis."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.policies.tables import rules, table_pack

COMPLETE = {
    "hours on both sides of a bound": ['since_payment: "< 48 h"', 'since_payment: [">= 48 h", none]'],
    "days with a day of its own": [
        'since_payment: "< 7 j"', 'since_payment: "= 7 j"', 'since_payment: ["> 7 j", none]',
    ],
    "neighbouring days leave nothing between them": [
        'since_payment: "<= 6 j"', 'since_payment: ">= 7 j"', "since_payment: none",
    ],
    "working days": [
        'since_payment: "<= 15 jours ouvrables"',
        'since_payment: ["> 15 jours ouvrables", none]',
    ],
    "months": ['since_payment: "<= 1 mois"', 'since_payment: ["> 1 mois", none]'],
    "known and none": ["since_payment: known", "since_payment: none"],
    "counts without a gap between neighbours": ['parcels: "< 2"', 'parcels: ">= 2"'],
    "counts 0, 1 and more": ["parcels: 0", "parcels: 1", 'parcels: ">= 2"'],
    "flags": ["confirmed: true", "confirmed: false"],
    "tokens": ["payment: paid", "payment: unpaid"],
    "a rule without conditions": [""],
    "two facts": ["payment: unpaid", "payment: paid, confirmed: true", "payment: paid, confirmed: false"],
    "an interval in the middle": [
        'since_payment: "< 2 j"', 'since_payment: ">= 2 j, <= 5 j"', 'since_payment: ["> 5 j", none]',
    ],
}  # fmt: skip

GAPS = {
    "the bound itself": (
        ['since_payment: "< 48 h"', 'since_payment: ["> 48 h", none]'],
        "since_payment = 48 h",
    ),
    "unknown values": (['since_payment: "< 48 h"', 'since_payment: ">= 48 h"'], "since_payment = none"),
    "one day": (['since_payment: "< 7 j"', 'since_payment: ["> 7 j", none]'], "since_payment = 7 j"),
    "days between two bounds": (
        ['since_payment: "< 5 j"', 'since_payment: ["> 7 j", none]'], "since_payment = 5 j",
    ),
    "hours have a gap between neighbours": (
        ['since_payment: "<= 47 h"', 'since_payment: [">= 48 h", none]'], "since_payment > 47 h, < 48 h",
    ),
    "working days have one too": (
        ['since_payment: "<= 4 jours ouvrables"', 'since_payment: [">= 6 jours ouvrables", none]'],
        "since_payment > 4 jours ouvrables, < 6 jours ouvrables",
    ),
    "one count": (['parcels: "< 2"', 'parcels: "> 2"'], "parcels = 2"),
    "a flag": (["confirmed: true"], "confirmed = false"),
    "a token": (["payment: paid"], "payment = unpaid"),
    "one corner of two facts": (
        ["payment: unpaid", "payment: paid, confirmed: true"], "payment = paid et confirmed = false",
    ),
}  # fmt: skip

OVERLAPS = {
    "the bound itself": (
        ['since_payment: "<= 48 h"', 'since_payment: [">= 48 h", none]'],
        "since_payment = 48 h",
    ),
    "an interval": (['since_payment: ["< 8 j", none]', 'since_payment: ">= 7 j"'], "since_payment = 7 j"),
    "unknown values": (
        ['since_payment: ["< 7 j", none]', 'since_payment: [">= 7 j", none]'],
        "since_payment = none",
    ),
    "one count": (['parcels: "<= 2"', 'parcels: ">= 2"'], "parcels = 2"),
    "a flag left open": (
        ["payment: paid", "confirmed: true", "payment: unpaid, confirmed: false"],
        "payment = paid",
    ),
    "twice everything": (["", ""], "tous les cas"),
}  # fmt: skip


@pytest.mark.parametrize("name", COMPLETE)
def test_complete(tmp_path: Path, name: str) -> None:
    pack, errors = table_pack(tmp_path, rules(*COMPLETE[name]))
    assert errors == []
    assert pack


@pytest.mark.parametrize("name", GAPS)
def test_gap(tmp_path: Path, name: str) -> None:
    conditions, cell = GAPS[name]
    _, errors = table_pack(tmp_path, rules(*conditions))
    assert len(errors) == 1
    assert f"cancel_order.yml:4: rules: aucune règle pour {cell}" in errors[0]


@pytest.mark.parametrize("name", OVERLAPS)
def test_overlap(tmp_path: Path, name: str) -> None:
    conditions, cell = OVERLAPS[name]
    _, errors = table_pack(tmp_path, rules(*conditions))
    assert len(errors) == 1
    assert "cancel_order.yml:6: rules.1: « r0 » et « r1 » se recouvrent pour " in errors[0]
    assert cell in errors[0]


def test_rules_that_follow_each_other_in_time_are_sound(tmp_path: Path) -> None:
    force = ("from: 2020-01-01, to: 2023-12-31", "from: 2024-01-01")
    _, errors = table_pack(tmp_path, rules("", "", force=force))
    assert errors == []


def test_a_day_without_any_rule_is_a_gap_with_its_date(tmp_path: Path) -> None:
    force = ("from: 2020-01-01, to: 2023-12-30", "from: 2024-01-01")
    _, errors = table_pack(tmp_path, rules("", "", force=force))
    assert len(errors) == 1
    assert "aucune règle pour tous les cas (au 2023-12-31)" in errors[0]


def test_a_day_with_two_rules_is_an_overlap_with_its_date(tmp_path: Path) -> None:
    force = ("from: 2020-01-01, to: 2024-01-01", "from: 2024-01-01")
    _, errors = table_pack(tmp_path, rules("", "", force=force))
    assert len(errors) == 1
    assert "(au 2024-01-01)" in errors[0]


def test_a_table_that_ends_leaves_a_gap_after_its_end(tmp_path: Path) -> None:
    _, errors = table_pack(tmp_path, rules("", force=("from: 2020-01-01, to: 2024-12-31",)))
    assert len(errors) == 1
    assert "(au 2025-01-01)" in errors[0]


def test_the_last_day_of_the_calendar_is_no_end(tmp_path: Path) -> None:
    _, errors = table_pack(tmp_path, rules("", force=("from: 2020-01-01, to: 9999-12-31",)))
    assert errors == []


def test_a_table_too_large_to_prove_is_refused(tmp_path: Path) -> None:
    facts = (
        "stage: paid, payment: paid, dispatch: all, confirmed: true, line_kind: photo, line_state: received, "
    )
    facts += (
        "refund_basis: none, label_used: true, refund_requested: true, incident_open: true, checked: true, "
    )
    facts += "tracking_sent: true, confirmation_sent: true, payment_refused: true, return_requested: true"
    _, errors = table_pack(tmp_path, rules(facts), head="subject: line")
    assert len(errors) == 1
    assert "trop grande" in errors[0]
