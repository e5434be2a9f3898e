"""Known words are found by what was typed instead of them."""

import pytest

from bot.nlu.french import dictionary
from bot.nlu.slips import FIRST, STRANGE, TWO, Nearby

NEARBY = Nearby(["colis", "remboursement", "vous", "veux", "porte", "votre"])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("clois", {"colis": 0.0}),  # two letters in the wrong order
        ("colid", {"colis": 0.0}),  # the key beside it
        ("colip", {"colis": STRANGE}),
        ("volis", {"colis": FIRST}),
        ("olis", {"colis": 0.0}),
        ("potre", {"porte": 0.0, "votre": FIRST}),
        ("vux", {"veux": 0.0}),
        ("vis", {}),
        ("rembousemetn", {"remboursement": TWO}),
        ("dembousemetn", {}),
    ],
)
def test_what_may_be_meant_and_at_what_cost(typed: str, found: dict[str, float]) -> None:
    assert NEARBY.of(typed) == found


def test_many_words_are_looked_up_as_one_by_one() -> None:
    words = [
        "colin",
        "remboursements",
        "rembourseraient",
        "remboursaient",
        "chaise",
        "bond",
        "remboursemment",
    ]
    assert NEARBY.any_of(words) == {word for word in words if NEARBY.of(word)}


def test_the_dictionary_holds_forms_without_accents() -> None:
    assert {"egaree", "colis", "jambes", "annulerons"} <= dictionary()
    assert not {"rembuorsement", "colit", "Colis", "égarée"} & dictionary()
