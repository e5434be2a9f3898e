"""Plays every policy case, each under its own name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.orders.importing import parse_orders
from bot.policies.cases import PolicyCase, load_cases
from bot.policies.coverage import catalogue, miscited, uncovered, unhit
from bot.policies.pack import Pack
from bot.policies.playing import play, play_all

FOLDER = Path(__file__).with_name("cases")
FAQ = Path(__file__).parents[2] / "faq"
CASES = load_cases(FOLDER, parse_orders)
MERCHANTS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.merchant}/{case.topic}: {case.name}")
def test_case(packs: dict[str, Pack], case: PolicyCase) -> None:
    assert [str(defect) for defect in play(packs, case).defects] == []


def test_names_are_unique_within_a_topic() -> None:
    names = [(case.merchant, case.topic, case.name) for case in CASES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("merchant", MERCHANTS)
def test_every_rule_is_hit_and_every_clause_answered(packs: dict[str, Pack], merchant: str) -> None:
    own = {merchant: packs[merchant]}
    played = play_all(own, [case for case in CASES if case.merchant == merchant])
    source, clauses = catalogue()
    open_ends = [*unhit(FAQ, own, played), *miscited(FAQ, own, clauses), *uncovered(source, own, clauses)]
    assert [str(defect) for defect in open_ends] == []


def test_a_wrong_expectation_is_named_by_file_line_and_key(packs: dict[str, Pack], tmp_path: Path) -> None:
    folder = tmp_path / "pictoonline"
    folder.mkdir()
    text = (FOLDER / "pictoonline" / "place_order.yml").read_text(encoding="utf-8")
    (folder / "place_order.yml").write_text(
        text.replace("outcome: advice", "outcome: link"), encoding="utf-8"
    )
    (case,) = load_cases(tmp_path, parse_orders)
    (defect,) = play(packs, case).defects
    assert str(defect).startswith(f"{folder / 'place_order.yml'}:1: expect.0.outcome: ")


def test_a_case_of_an_unknown_merchant_is_a_defect(tmp_path: Path) -> None:
    folder = tmp_path / "inconnu"
    folder.mkdir()
    text = "- {case: a, now: 2026-01-01T10:00:00+01:00, expect: [{outcome: status}]}\n"
    (folder / "place_order.yml").write_text(text, encoding="utf-8")
    (case,) = load_cases(tmp_path, parse_orders)
    assert "pas de marchand inconnu" in str(play({}, case).defects[0])
