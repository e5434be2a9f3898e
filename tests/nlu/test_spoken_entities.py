"""Numbers and addresses in words, and the marked set of entities."""

import pytest

from bench.nlu.entities import marked, scores
from bot.nlu.entities.find import find_entities


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("numéro dix mille deux cent trente-quatre", "10234"),
        ("ma commande TP cinquante mille un svp", "TP-50001"),
        ("commande deux zéro quatre zéro zéro un", "204001"),
        ("c'est la commande septante deux mille trois cent dix", "72310"),
        ("deux cent quatre mille un", "204001"),
    ],
)
def test_order_numbers_in_words_are_read_in_digits(text: str, value: str) -> None:
    (span,) = find_entities(text)
    assert (span.kind, span.value) == ("order_number", value)


@pytest.mark.parametrize(
    "text",
    [
        "ça coûte mille deux cent cinquante euros",
        "j'en voudrais mille deux cents pour la mairie",
        "il en manque deux sur les cinq",
        "un deux trois test",
        "commande mille cinq cents timbres",
    ],
)
def test_quantities_in_words_are_no_order_numbers(text: str) -> None:
    assert find_entities(text) == []


def test_a_correction_gives_both_numbers_the_right_one_last() -> None:
    assert [span.value for span in find_entities("non pas 1042, 1024")] == ["1042", "1024"]


def test_the_marked_set_is_read_as_well_as_wanted() -> None:
    assert len(marked()) >= 150
    assert scores()["all"][2] >= 0.97
