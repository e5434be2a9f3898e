"""A yes or a no to what was offered. The state is read and decided again at the moment of the yes."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import yes_no
from bot.dialogue.already_open import without_open_tickets
from bot.dialogue.answer import case_for, reply
from bot.dialogue.buttons import yes_no as yes_no_buttons
from bot.dialogue.message import Message
from bot.dialogue.said import stated, taken_back
from bot.dialogue.state import OFFER, Offer
from bot.dialogue.talk import Talk
from bot.effects.carry_out import Who, carry_out
from bot.orders.model import Order
from bot.policies.decide import decide, inform
from bot.policies.decision import Answer

SURE_YES, SURE_NO = (
    0.85,
    0.5,
)  # a yes in unforeseen words needs a surer reading than a no, which changes nothing


def verdict(message: Message) -> str | None:
    """yes, no, unclear or None; words first, the NLU only for wordings that the words do not know."""
    read = yes_no.read(message.text)
    refuses = message.intent in ("deny", "stop") and message.confidence >= SURE_YES
    if read:
        return yes_no.UNCLEAR if read == yes_no.YES and refuses else read
    if message.intent == "affirm" and message.confidence >= SURE_NO:
        typed_command = message.text.lstrip().startswith(("/", "[", "{"))
        clear = message.confidence >= SURE_YES and not yes_no.hedged(message.text) and not typed_command
        return yes_no.YES if clear else yes_no.UNCLEAR
    if message.intent in ("deny", "stop") and message.confidence >= SURE_NO:
        return yes_no.UNCLEAR if "?" in message.text else yes_no.NO
    return None


def changed_by_what_is_said(talk: Talk) -> bool:
    """« oui, j'ai regardé dans les spams » states a fact: another offer may follow, it is no yes."""
    offer, topic = talk.state.offer, talk.state.topic
    table = talk.pack.tables.get(topic or "")
    asked = {fact for fact in stated(talk.message.text) if table and fact in table.facts}
    news = asked - {fact for fact, said in talk.state.said.items() if said}
    gone = {fact for fact in taken_back(talk.message.text) if talk.state.said.get(fact)}
    if not offer or not (news or gone):
        return False
    talk.state.said |= dict.fromkeys(news, True) | dict.fromkeys(gone, False)
    answer, order = decided_again(talk, offer)
    if acts_of(talk, answer) == offer.acts:
        ask_again(talk)
    else:
        reply(talk, answer, order)
    return True


def decline(talk: Talk) -> None:
    offer = talk.state.offer
    topic, order = (offer.topic, offer.order) if offer else (talk.state.topic, None)
    talk.state.drop()
    talk.state.declined = topic
    talk.decide("declined", topic=topic, order=order)
    talk.say(talk.words("declined"))


def ask_again(talk: Talk, words: str = "yes_or_no") -> None:
    """Not clearly a yes: nothing is done, the question is put once more; ``words`` is a key of texts.yml."""
    offer = talk.state.offer
    assert offer
    answer, _ = decided_again(talk, offer)
    if acts_of(talk, answer) != offer.acts:
        accept(talk)  # the state moved meanwhile: accepting tells so and does nothing
        return
    talk.decide("clarify", topic=offer.topic, order=offer.order)
    acts = [plan.does for plan in answer.plans]
    talk.say(talk.words(words, does=" ; ".join(acts), acts=acts), yes_no_buttons())
    talk.state.awaiting = OFFER


def accept(talk: Talk) -> None:
    """Does what was offered, if the policy still offers just that for the state as it is now."""
    offer = talk.state.offer
    assert offer
    answer, order = decided_again(talk, offer, lock=True)
    if acts_of(talk, answer) != offer.acts:
        reply(talk, answer, order, before=talk.words("moved"))
        return
    answer, _ = without_open_tickets(talk, answer)
    reports = carry_out(talk.tx, answer.plans, order, who(talk, order), talk.now, offer.id)
    talk.state.drop()
    if reports is None:  # this very offer was carried out before, in another window or try
        talk.say(talk.words("done_already", done=""))
        talk.decide("smalltalk", topic=offer.topic)
        return
    for decision in answer.decisions:
        if decision.plan:
            talk.decisions.append(replace(decision, outcome="applied"))
    if any(plan.effect == "open_ticket" for plan in answer.plans):
        talk.state.ticket_topic, talk.ticket = offer.topic, None  # the new one says it all itself
    talk.state.done = "\n\n".join(reports)
    talk.say(talk.state.done)


def decided_again(talk: Talk, offer: Offer, lock: bool = False) -> tuple[Answer, Order | None]:
    """What the policy says of the offer's subject for the state as it is now."""
    merchant = talk.pack.merchant.key
    order = talk.tx.orders.get(merchant, offer.order, lock=lock) if offer.order else None
    talk.state.topic = offer.topic
    case = case_for(talk, offer.topic, order)
    if offered := frozenset(act[2] for act in offer.acts if act[2] != "None"):
        case = replace(case, lines=offered)  # whatever else the answer names is not what was offered
    answer = decide(talk.pack, case)
    if acts_of(talk, answer) != offer.acts and order is None:
        told = inform(talk.pack, case)  # offered from the information, not from a table
        answer = told if acts_of(talk, told) == offer.acts else answer
    return answer, order


def acts_of(talk: Talk, answer: Answer) -> list[list[str]]:
    """The acts that an answer offers, as an `Offer` keeps them."""
    return [[str(part) for part in plan.key()] for plan in without_open_tickets(talk, answer)[0].plans]


def who(talk: Talk, order: Order | None) -> Who:
    return Who(talk.conversation.id, talk.contact(order.email if order else None))
