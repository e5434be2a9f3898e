"""A broken pack gives one French line per defect, with file, line and key; never a trace."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.policies.errors import PackErrors
from bot.policies.pack import load_packs
from tests.policies.tables import MERCHANT, load_errors, write_pack

BROKEN = YAML(typ="safe").load(Path(__file__).with_name("broken_packs.yml"))
SOUND = "topic: cancel_order\nrules:\n  - {name: a, outcome: status}\n"


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken["defect"])
def test_one_line_with_file_line_and_key(tmp_path: Path, broken: dict[str, Any]) -> None:
    name = broken.get("file", "cancel_order.yml")
    text = broken["text"].encode("latin-1" if broken.get("latin_1") else "utf-8")
    pack = write_pack(tmp_path, {**broken.get("with", {}), name: text})
    errors = load_errors(pack)
    assert [(e.path.name, e.line, e.key) for e in errors] == [(name, broken["line"], broken["key"])], errors
    (line,) = map(str, errors)
    assert broken["says"] in line
    assert line.startswith(f"{pack / name}:{broken['line']}: {broken['key']}: ")
    assert "\n" not in line
    assert not re.search(r"\b(?:expected|(?<!\.)invalid|found|error|unknown|None|str|CommentedMap)\b", line)


def test_defects_are_at_least_thirty_kinds() -> None:
    assert len({broken["defect"] for broken in BROKEN}) == len(BROKEN) >= 30


def test_every_defect_of_a_pack_is_told_at_once(tmp_path: Path) -> None:
    text = "topic: cancel_order\nsubject: customer\nrules:\n  - {name: 1, outcome: no, colour: red}\n"
    pack = write_pack(tmp_path, {"cancel_order.yml": text, "place_order.yml": "\ttopic: x\n"})
    assert [(e.path.name, e.line, e.key) for e in load_errors(pack)] == [
        ("cancel_order.yml", 2, "subject"),
        ("cancel_order.yml", 4, "rules.0.colour"),
        ("cancel_order.yml", 4, "rules.0.outcome"),
        ("cancel_order.yml", 4, "rules.0.name"),
        ("place_order.yml", 1, "topic"),
    ]


def test_a_table_that_cannot_be_read_is_reported_once_for_all_who_share_it(tmp_path: Path) -> None:
    files = {
        "cancel_order.yml": "topic: [\n",
        "modify_order.yml": "topic: modify_order\nsame_as: cancel_order\n",
    }
    assert [e.path.name for e in load_errors(write_pack(tmp_path, files))] == ["cancel_order.yml"]


def test_a_pack_without_its_merchant(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, {"cancel_order.yml": SOUND})
    (pack / "merchant.yml").unlink()
    (error,) = load_errors(pack)
    assert str(error) == f"{pack / 'merchant.yml'}:1: fichier: fichier absent"


def test_a_folder_for_a_file(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, {})
    (pack / "cancel_order.yml").mkdir()
    (error,) = load_errors(pack)
    assert "c'est un dossier" in str(error)


def test_a_byte_order_mark_and_windows_lines_do_no_harm(tmp_path: Path) -> None:
    text = ("\ufeff" + SOUND.replace("\n", "\r\n")).encode()
    assert load_errors(write_pack(tmp_path, {"cancel_order.yml": text})) == []


def test_too_deep_a_nesting(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, {"cancel_order.yml": "a: " + "[" * 500 + "]" * 500})
    (error,) = load_errors(pack)
    assert "trop imbriqué" in str(error)


def test_merged_keys_have_a_place_too(tmp_path: Path) -> None:
    text = """\
    topic: cancel_order
    rules:
      - {name: a, when: {confirmed: true}, <<: &rest {outcome: statu}}
      - {name: b, when: {confirmed: false}, outcome: status}
    """
    (error,) = load_errors(write_pack(tmp_path, {"cancel_order.yml": text}))
    assert (error.line, error.key) == (3, "rules.0.outcome")


def test_no_merchant_at_all(tmp_path: Path) -> None:
    with pytest.raises(PackErrors, match="aucun marchand"):
        load_packs(tmp_path)


def test_the_hash_changes_with_any_file(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, {"cancel_order.yml": SOUND})
    before = load_packs(tmp_path)["essai"].hash
    (pack / "merchant.yml").write_text(MERCHANT + "# note\n", encoding="utf-8")
    assert load_packs(tmp_path)["essai"].hash != before
