"""Answers a topic: finds the order, lets the policy decide, says it, offers what may be done."""

from __future__ import annotations

import uuid
from decimal import Decimal

from bot.dialogue import codes, lines, orders, parcels
from bot.dialogue.already_open import goes_on, without_open_tickets
from bot.dialogue.buttons import human, yes_no, yes_no_fact
from bot.dialogue.pointed import pointed_at
from bot.dialogue.said import OF_ONE_REQUEST, stated, taken_back
from bot.dialogue.state import CODE, FACT, NUMBER, OFFER, Offer
from bot.dialogue.talk import Talk
from bot.orders.model import Order
from bot.policies.decide import Case, decide, inform
from bot.policies.decision import Answer, Plan
from bot.policies.vocabulary import OPTIONAL_ORDER, ORDER_TOPICS, PARCEL_TOPICS


def answer_topic(talk: Talk, topic: str, request: str) -> None:
    """A request on ``topic``, in the customer's words ``request``."""
    article = _article_offered(talk, topic)
    talk.state.open_topic(topic, request)
    talk.state.lines = article or talk.state.lines
    kept = talk.state.said.keys() - taken_back(talk.message.text) - OF_ONE_REQUEST
    talk.state.said = {fact: talk.state.said[fact] for fact in kept} | stated(talk.message.text)
    go_on(talk)


def _article_offered(talk: Talk, topic: str) -> list[str]:
    """ "comment je fais pour l'étiquette ?" is still about the broken article, unless another is named."""
    offer = talk.state.offer
    order = orders.allowed(talk, offer.order) if offer and offer.order else None
    if not offer or not order or not {topic, offer.topic} <= {*lines.BY_ARTICLE} or topic == offer.topic:
        return []
    return [] if lines.named(order, talk.message.text) else [act[2] for act in offer.acts if act[2] != "None"]


def go_on(talk: Talk) -> None:
    """The open topic, with what is known by now."""
    topic = talk.state.topic
    assert topic
    if topic not in ORDER_TOPICS or topic in OPTIONAL_ORDER or not _worth_identifying(talk, topic):
        _without_asking(talk, topic)
        return
    if order := orders.own_order(talk):
        talk.state.focus = order.number
        answer = decide(talk.pack, case_for(talk, topic, order))
        if lines.must_choose(talk, order, answer):
            lines.ask(talk, order, answer)
        else:
            reply(talk, answer, order)


def _worth_identifying(talk: Talk, topic: str) -> bool:
    """A point that neither a clause nor the store's facts can answer asks nobody for an order number."""
    return topic in talk.pack.tables or topic == "order_status" or topic in PARCEL_TOPICS


def _without_asking(talk: Talk, topic: str) -> None:
    """General topics, and those answered without an order as well: better with one that is plain."""
    order = orders.known_order(talk) if topic in ORDER_TOPICS or talk.message.entity("order_number") else None
    if order:
        talk.state.focus = order.number
    elif topic == "confirmation_missing" and topic in talk.pack.tables:
        _confirmation(talk)
        return
    else:
        order = pointed_at(talk, topic)  # found by its trace, not chosen: the talk does not stay with it
    case = case_for(talk, topic, order)
    bare = order is None and topic in ORDER_TOPICS and case.code is None
    reply(talk, inform(talk.pack, case) if bare else decide(talk.pack, case), order)
    if topic == "coupon_not_working" and case.code is None and topic in talk.pack.tables:
        talk.state.awaiting = CODE


def _confirmation(talk: Talk) -> None:
    """Whoever gives a number or has an account is looked up; a guest without one gets the rule first."""
    if (
        talk.customer
        or talk.message.entity("order_number")
        or talk.message.entity("email")
        or talk.state.number
    ):
        if order := orders.own_order(talk):
            talk.state.focus = order.number
            reply(talk, decide(talk.pack, case_for(talk, "confirmation_missing", order)), order)
        return
    inform_only(talk, invite=True)


def inform_only(talk: Talk, *, invite: bool = False) -> None:
    """The rule as information, for who does not identify; ``invite`` leaves the door open."""
    topic = talk.state.topic
    assert topic
    talk.state.drop()
    talk.state.informed = True
    answer = inform(talk.pack, case_for(talk, topic, None))
    reply(talk, answer, None, after=talk.words("invite") if invite else "")
    if invite and not answer.plans:
        talk.state.awaiting = NUMBER


def case_for(talk: Talk, topic: str, order: Order | None) -> Case:
    """What the policy is asked: everything it may know, and nothing else."""
    talk.tracked.need(topic, order)
    return Case(
        topic=topic,
        now=talk.now,
        order=order,
        code=codes.reading(talk, order) if topic == "coupon_not_working" else None,
        said=dict(talk.state.said),
        balance=talk.balance() if talk.customer else _guest_balance(order),
        message=talk.state.request,
        lines=lines.meant(talk, order) if order else frozenset(),
        parcels=parcels.meant(talk, order) if order else frozenset(),
    )


def _guest_balance(order: Order | None) -> Decimal | None:
    """A guest has proven one order: only its own credit is theirs to see."""
    if order is None:
        return None
    return sum((note.amount - note.used for note in order.credit_notes), Decimal("0"))


def reply(talk: Talk, answer: Answer, order: Order | None, *, before: str = "", after: str = "") -> None:
    """Says an answer with its offer or question, and remembers what it waits for."""
    state = talk.state
    state.drop()
    answer, open_ = without_open_tickets(talk, answer)
    talk.decisions += answer.decisions
    parts = [before, answer.text, talk.tracked.told(talk.words, order)]
    if open_:
        parts.append(goes_on(talk, open_))
    if answer.plans:
        state.awaiting = OFFER
        acts = [[str(part) for part in plan.key()] for plan in answer.plans]
        state.offer = Offer(
            uuid.uuid4().hex, answer.decisions[0].topic, acts, order.number if order else None
        )
        parts.append(proposal(talk, answer.plans))
        talk.say(_joined(parts), yes_no())
    elif answer.question:
        state.awaiting, state.fact = FACT, answer.question.fact
        parts.append(answer.question_text)
        talk.say(_joined(parts), yes_no_fact())
    else:
        person = any(decision.outcome == "undocumented" for decision in answer.decisions)
        talk.say(_joined([*parts, after]), [human()] if person else [])


def proposal(talk: Talk, plans: tuple[Plan, ...]) -> str:
    """Exactly what a yes will do."""
    acts = [plan.does for plan in plans]
    return talk.words("offer_one", does=acts[0]) if len(acts) == 1 else talk.words("offer_many", acts=acts)


def _joined(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part)
