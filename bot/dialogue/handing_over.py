"""A person takes over: the request itself is the consent, so the ticket is opened at once; one a matter."""

from __future__ import annotations

from bot.dialogue.buttons import human
from bot.dialogue.calendar import when
from bot.dialogue.offers import who
from bot.dialogue.talk import Talk
from bot.effects.carry_out import carry_out
from bot.orders.tickets import CLOSED, Ticket
from bot.policies.decision import Plan


def hand_over(talk: Talk, reason: str) -> None:
    """Opens a ticket and says its number; where the matter has one already, adds to it and says that."""
    state = talk.state
    state.drop()
    if ticket := _same_matter(talk):
        state.ticket, talk.ticket = ticket.number, ticket
        talk.decide("handoff", topic=reason, order=ticket.order)
        talk.say(talk.words("handoff_again", ticket=ticket.number, when=when(talk)))
        return
    number = _open(talk, reason)
    state.ticket, talk.ticket = number, None  # the new one says it all itself
    talk.decide("handoff", topic=reason, order=state.focus)
    talk.say(talk.words("handoff", ticket=number or "", when=when(talk)), [] if number else [human()])


def _same_matter(talk: Talk) -> Ticket | None:
    """The open ticket of the topic being talked about, else the open one that was handed over."""
    state, tickets = talk.state, talk.tx.tickets
    if state.ticket_topic and state.ticket_topic == state.topic:
        newest = tickets.of_conversation(talk.conversation.id)
        if newest:
            return newest
    handed_over = tickets.get(state.ticket, talk.conversation.merchant) if state.ticket else None
    return handed_over if handed_over and handed_over.state != CLOSED else None


def _open(talk: Talk, reason: str) -> str | None:
    """The new ticket's number; None when this very hand-over was done in another window or try."""
    state, merchant = talk.state, talk.pack.merchant
    order = talk.tx.orders.get(merchant.key, state.focus) if state.focus else None
    plan = Plan(
        effect="open_ticket",
        merchant=merchant.key,
        order=order.number if order else None,
        does="",
        done="{{ reference }}",
        variables={"now": talk.now},
        reason=reason,
        description=_words(talk),
    )
    after = f":after {state.ticket}" if state.ticket else ""  # that one is closed: this is another
    key = f"{talk.conversation.id}:{reason}{after}"
    reports = carry_out(talk.tx, [plan], order, who(talk, order), talk.now, key)
    return reports[0] if reports else None


def _words(talk: Talk) -> str:
    return talk.state.aside or talk.state.request or talk.message.text
