"""All merchants × all topics: what a document does not cover is admitted, never borrowed."""

from __future__ import annotations

import pytest

from bot.orders.model import MERCHANTS
from bot.policies.coverage import catalogue
from bot.policies.decide import Case, decide, inform
from bot.policies.pack import Pack
from bot.policies.topic_words import BUTTON, SUBJECT
from bot.policies.vocabulary import ORDER_TOPICS, PARCEL_TOPICS, TALK, TOPICS
from tests.policies.orders import NOW

_, CLAUSES = catalogue()


@pytest.mark.parametrize("merchant", MERCHANTS)
@pytest.mark.parametrize("topic", TOPICS)
def test_documented_exactly_where_the_catalogue_says(
    packs: dict[str, Pack], merchant: str, topic: str
) -> None:
    documented = any(topic in clause.topics for clause in CLAUSES.values() if clause.merchant == merchant)
    table = packs[merchant].tables.get(topic)
    cited = {name for rule in (table.rules if table else ()) for name in rule.clauses}
    assert bool(cited) == documented
    assert all(CLAUSES[name].merchant == merchant for name in cited)


@pytest.mark.parametrize("merchant", MERCHANTS)
@pytest.mark.parametrize("topic", TOPICS)
def test_an_undocumented_topic_says_so_and_offers_a_person(
    packs: dict[str, Pack], merchant: str, topic: str
) -> None:
    pack = packs[merchant]
    if topic in pack.tables:
        return
    answer = inform(pack, Case(topic, NOW, message="ma question"))
    (made,) = answer.decisions
    assert (made.outcome, made.clauses, made.source) == ("undocumented", (), "")
    assert "ne disent rien sur" in answer.text
    assert pack.merchant.name in answer.text
    (plan,) = answer.plans
    assert (plan.effect, plan.reason, plan.description) == ("open_ticket", topic, "ma question")
    if topic not in ORDER_TOPICS:
        assert decide(pack, Case(topic, NOW)).text == answer.text


def test_every_topic_has_its_words() -> None:
    assert set(SUBJECT) == set(TOPICS)
    assert set(TOPICS) <= set(BUTTON)
    assert set(PARCEL_TOPICS) <= set(ORDER_TOPICS)
    assert not set(TALK) & set(TOPICS)
    assert len(set(BUTTON.values())) == len(BUTTON)
