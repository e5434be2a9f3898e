"""Building and checking the examples."""

from pathlib import Path

import pytest
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

from bot.nlu.corpus.build import merge, topics_of
from bot.nlu.corpus.check import personal_data, repeats, too_few
from bot.nlu.corpus.files import Example, read_folder, read_tsv, write_topic

ROOT = Path(__file__).resolve().parents[2]
ODD = [
    "- un tiret d'abord",
    "[photo](reçue) floue",
    "{annuler} svp",
    "/cancel_order",
    "# 4471",
    "'guillemets\" partout: oui, non",
    "| tube > plus & ${HOME}",
    "*important* %remise!",
    "é\u2028è",
]


def test_odd_messages_reach_rasa_as_they_are_but_for_annotations(tmp_path: Path) -> None:
    examples, notes = merge([Example("deny", "h01", text) for text in ODD])
    assert notes == []
    write_topic(tmp_path, "deny", examples)
    read = RasaYAMLReader().read(tmp_path / "deny.yml")
    texts = [message.get("text") for message in read.training_examples]
    assert texts == [*ODD[:1], "[photo] (reçue) floue", *ODD[2:8], "é è"]
    assert all(not message.get("entities") for message in read.training_examples)
    assert {message.get("metadata")["intent"]["hand"] for message in read.training_examples} == {"h01"}
    assert [example.text for example in read_folder(tmp_path)] == texts


def test_repeats_go_and_contradictions_follow_the_majority() -> None:
    given = [
        Example("stop", "h01", "Laissez tomber !"),
        Example("stop", "h02", "laissez tomber"),
        Example("deny", "h03", "laissez  tomber"),
        Example("stop", "h01", "non merci"),
        Example("deny", "h02", "Non, merci"),
    ]
    kept, notes = merge(given)
    assert kept == [given[0]]
    assert len(notes) == 2


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "h01.tsv"
    path.write_text("stop\tassez\nno topic here\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"h01\.tsv:2"):
        read_tsv(path)


def test_the_project_s_examples_are_sound() -> None:
    examples = read_folder(ROOT / "data/nlu")
    assert repeats(examples) == []
    assert too_few(examples) == []
    assert personal_data(examples) == []
    assert {example.topic for example in examples} == topics_of(ROOT / "domain.yml")
    assert {example.topic for example in examples} == {
        path.stem for path in (ROOT / "data/nlu").glob("*.yml")
    }
