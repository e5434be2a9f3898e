"""The bench measures what it says: noises are the same each time, outcomes and shares add up."""

import pytest

from bench.nlu.assistants import Read
from bench.nlu.measures import Measured
from bench.nlu.noise import NOISES, as_sms, with_typos, without_accents, without_marks
from bench.nlu.outcomes import shares
from bench.nlu.sets import Held, double, single
from bench.nlu.styles import styles
from bot.dialogue.understand import Thresholds

LIMITS = Thresholds(
    policy=0.7, talk=0.4, ending=0.6, out_of_scope=0.6, doubt=0.3, worth_asking=0.1, worth_all=0.2
)
MESSAGES = [
    (Held("t00", ("refund_time",), "où est mon argent"), Read((("refund_time", 0.9),), 0.001)),
    (
        Held("t00", ("refund_time",), "mes sous"),
        Read((("credit_note", 0.6), ("refund_time", 0.3)), 0.002),
    ),
    (Held("t00", ("reorder",), "la même chose"), Read((("place_order", 0.8), ("reorder", 0.2)), 0.003)),
    (Held("t00", ("out_of_scope",), "il pleut"), Read((("out_of_scope", 0.9),), 0.004)),
]


@pytest.mark.parametrize("noise", NOISES.values(), ids=NOISES)
def test_noise_is_the_same_each_time_and_leaves_numbers_alone(noise) -> None:
    text = "Bonjour, où est ma commande TP-50001 ? J'ai payé 12,50 € à lea@example.org"
    assert noise(text) == noise(text) != text
    assert all(kept in noise(text) for kept in ("TP-50001", "12,50", "lea@example.org"))


def test_each_noise_does_what_its_name_says() -> None:
    assert without_accents("reçu où ça") == "recu ou ca"
    assert without_marks("J'ai payé, non ?") == "J ai payé non"
    assert as_sms("Bonjour, c'est pour quand ?") == "bjr, c pr qd ?"
    typed = "bonjour votre livreur passera vendredi matin chez nous"
    changed = zip(typed.split(), with_typos(typed).split(), strict=True)
    assert sum(before != after for before, after in changed) == 1


def test_shares_are_those_of_the_messages_in_scope() -> None:
    found = shares([held for held, _ in MESSAGES], [read for _, read in MESSAGES], LIMITS)
    assert found["right at once"] == pytest.approx(1 / 3)
    assert found["right or offered"] == pytest.approx(2 / 3)
    assert found["wrong"] == pytest.approx(1 / 3)
    assert found["policy out of scope"] == 0


def test_recall_and_precision_by_topic() -> None:
    measured = Measured([held for held, _ in MESSAGES], [read for _, read in MESSAGES])
    rows = {topic: (recall, precision) for topic, _, recall, precision, _ in measured.by_topic()}
    assert rows["refund_time"] == (0.5, 1.0)
    assert rows["reorder"] == (0.0, 0.0)


def test_styles_are_told_apart() -> None:
    assert "four words or fewer" in styles("suivi bloqué ?")
    assert "all capitals" in styles("OÙ EST MON COLIS")
    assert "SMS words" in styles("bjr tjrs rien svp")


def test_held_out_sets_are_as_large_as_wanted() -> None:
    assert len(double("test")) >= 150
    assert all(held.topics for held in single("dev"))
