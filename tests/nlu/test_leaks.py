"""No message stands in two splits, whatever its case, accents, punctuation or a letter more or less."""

from pathlib import Path

import pytest

from bot.nlu.corpus.files import Example, read_folder
from bot.nlu.corpus.hold_out import once
from bot.nlu.corpus.leaks import between, held_out, leaks

ROOT = Path(__file__).resolve().parents[2]
HELD = {"test/t01": [Example("return_item", "t01", "comment je renvoie la jupe achetée hier ?")]}


@pytest.mark.parametrize(
    "text",
    [
        "comment je renvoie la jupe achetée hier ?",
        "COMMENT JE RENVOIE LA JUPE ACHETEE HIER",
        "comment je renvois la jupe acheté hier",
    ],
)
def test_a_repeated_message_is_found_by_its_place(text: str) -> None:
    (leak,) = leaks([Example("return_item", "h01", text)], HELD)
    assert leak.kept == "test/t01:1"
    assert leak.other == 0


def test_another_message_is_no_leak() -> None:
    assert leaks([Example("return_item", "h01", "comment je renvoie le pantalon")], HELD) == []


def test_what_a_hand_says_twice_is_held_out_once() -> None:
    twice = [Example("thanks", "d01", "Merci !"), Example("thanks", "d01", "merci")]
    assert once(twice) == twice[:1]


def test_the_project_s_splits_share_no_message() -> None:
    sets = held_out(ROOT / "bench/nlu")
    places = [leak.kept for leak in leaks(read_folder(ROOT / "data/nlu"), sets)]
    assert places == []
    assert between(sets) == []


def test_no_hand_wrote_for_two_splits() -> None:
    trained = {example.hand for example in read_folder(ROOT / "data/nlu")}
    held = {name.split("/")[1] for name in held_out(ROOT / "bench/nlu")}
    assert held
    assert not trained & held
