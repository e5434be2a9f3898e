"""`relais faq check` and `relais faq new`, as a merchant meets them in a terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.faq import faq

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).with_name("cases")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(faq, [str(one) for one in arguments])


@pytest.fixture
def pack(tmp_path: Path) -> tuple[Path, Path]:
    """The pack and the cases of one merchant, to be broken at will."""
    shutil.copytree(ROOT / "faq" / "pictoonline", tmp_path / "faq" / "pictoonline")
    shutil.copytree(CASES / "pictoonline", tmp_path / "cases" / "pictoonline")
    return tmp_path / "faq", tmp_path / "cases"


def check(pack: tuple[Path, Path]) -> Result:
    return run("check", "--faq", pack[0], "--cases", pack[1])


def test_check_shows_the_table_and_ends_well(pack: tuple[Path, Path]) -> None:
    result = check(pack)
    assert result.exit_code == 0, result.output
    assert "cancel_order" in result.output
    assert "✓ 7/14" in result.output
    assert "Tout est prouvé : 1 marchand" in result.output


def test_check_names_a_broken_pack_in_one_line(pack: tuple[Path, Path]) -> None:
    path = pack[0] / "pictoonline" / "place_order.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("outcome: advice", "outcome: hint"), encoding="utf-8"
    )
    result = check(pack)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert [line for line in lines if line.startswith(f"{path}:7: rules.0.outcome: « hint » inconnu")]
    assert lines[-1] == "1 défaut."


def test_check_names_a_case_that_differs(pack: tuple[Path, Path]) -> None:
    path = pack[1] / "pictoonline" / "place_order.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("PI-05", "PI-06"), encoding="utf-8")
    result = check(pack)
    assert result.exit_code == 1
    assert f"{path}:1: expect.0.clauses: " in result.output


def test_check_names_rules_without_a_case_and_clauses_without_a_rule(pack: tuple[Path, Path]) -> None:
    (pack[1] / "pictoonline" / "order_status.yml").unlink()
    (pack[0] / "pictoonline" / "place_order.yml").unlink()
    (pack[1] / "pictoonline" / "place_order.yml").unlink()
    result = check(pack)
    assert result.exit_code == 1
    assert "order_status.yml:9: rules: aucun cas ne passe par la règle « toute commande »" in result.output
    assert "pictoonline.PI-05.topics: aucune règle de place_order ne cite cette clause" in result.output
    assert "2 défauts." in result.output


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("clauses: [PI-05]", "clauses: [PI-99]", "clause inconnue « PI-99 »"),
        ("clauses: [PI-05]", "clauses: [IM-01]", "IM-01 est une clause de imprimante"),
        ("clauses: [PI-05]", "clauses: [PI-06]", "PI-06 ne parle pas de place_order"),
        ("outcome: advice", "outcome: link", "issue « link » ; possibles : advice"),
    ],
)
def test_check_names_a_wrong_citation(pack: tuple[Path, Path], old: str, new: str, says: str) -> None:
    path = pack[0] / "pictoonline" / "place_order.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert f"{path}:5: clauses: « en cas de doute » : {says}" in check(pack).output


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("case: a\n", 1, "fichier"),
        ("- {case: a, now: hier, expect: [{outcome: status}]}\n", 1, "0.now"),
        ("- case: a\n  now: 2026-11-18T10:00:00\n  expect: [{outcome: status}]\n", 2, "0.now"),
        ("- {case: a, now: 2026-11-18T10:00:00Z}\n", 1, "0.expect"),
        ("- case: a\n  now: 2026-11-18T10:00:00Z\n  expect: [{outcome: maybe}]\n", 3, "0.expect.0.outcome"),
        (
            "- case: a\n  now: 2026-11-18T10:00:00Z\n  order: {stage: lost}\n  expect: [{outcome: status}]\n",
            3,
            "0.order",
        ),
        (
            "- case: a\n  now: 2026-11-18T10:00:00Z\n  expects: []\n  expect: [{outcome: status}]\n",
            3,
            "0.expects",
        ),
        (
            "- case: a\n  now: 2026-11-18T10:00:00Z\n  said: {seen: true}\n  expect: [{outcome: status}]\n",
            3,
            "0.said.seen",
        ),
    ],
)
def test_check_names_a_broken_case(pack: tuple[Path, Path], text: str, line: int, key: str) -> None:
    path = pack[1] / "pictoonline" / "place_order.yml"
    path.write_text(text.replace("00Z", "00+01:00"), encoding="utf-8")
    found = [one for one in check(pack).output.splitlines() if one.startswith(str(path))]
    assert len(found) == 1
    assert found[0].startswith(f"{path}:{line}: {key}: ")


def test_new_makes_a_pack_that_passes_the_check(pack: tuple[Path, Path]) -> None:
    made = run("new", "boutique_neuve", "--faq", pack[0], "--cases", pack[1])
    assert made.exit_code == 0, made.output
    assert "La suite" in made.output
    result = check(pack)
    assert result.exit_code == 0, result.output
    assert "2 marchands" in result.output


def test_new_overwrites_nothing(pack: tuple[Path, Path]) -> None:
    before = (pack[0] / "pictoonline" / "merchant.yml").read_bytes()
    result = run("new", "pictoonline", "--faq", pack[0], "--cases", pack[1])
    assert result.exit_code == 1
    assert "existe déjà, rien n'est écrit" in result.output
    assert (pack[0] / "pictoonline" / "merchant.yml").read_bytes() == before


@pytest.mark.parametrize("key", ["Ma Boutique", "../x", "été", "1a"])
def test_new_wants_a_plain_key(pack: tuple[Path, Path], key: str) -> None:
    result = run("new", key, "--faq", pack[0], "--cases", pack[1])
    assert result.exit_code == 1
    assert "clé attendue" in result.output
