"""A matter that has an open ticket gets no second one: the customer is told of it, and what they say goes
there."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.calendar import when
from bot.dialogue.talk import Talk
from bot.orders.tickets import TAKEN, Ticket
from bot.policies.decision import Answer, Plan

OTHER = "other"  # the reason of a ticket that names none (bot/effects/tickets.py)


def without_open_tickets(talk: Talk, answer: Answer) -> tuple[Answer, Ticket | None]:
    """The answer without the offers of a ticket that is there already, and that ticket."""
    known = {plan: ticket for plan in answer.plans if (ticket := _open(talk, plan))}
    if not known:
        return answer, None
    decisions = [replace(one, plan=None) if one.plan in known else one for one in answer.decisions]
    plans = tuple(plan for plan in answer.plans if plan not in known)
    return replace(answer, decisions=tuple(decisions), plans=plans), next(iter(known.values()))


def goes_on(talk: Talk, ticket: Ticket) -> str:
    """Says what is under way. What the customer said now is kept with that ticket (`held.follow`)."""
    talk.ticket = ticket
    _answered_where_one_reads(talk, ticket)
    following = talk.words("person_has_it") if ticket.state == TAKEN else when(talk)
    return talk.words("ticket_open", ticket=ticket.number, opened=ticket.opened_at, when=following).strip()


def _answered_where_one_reads(talk: Talk, ticket: Ticket) -> None:
    """A person's reply goes to the conversation that the ticket names: this one, if that one is over."""
    there = talk.tx.conversations.get(ticket.conversation_id or "", lock=False)
    if there is None or (there.expires_at is not None and there.expires_at <= talk.now):
        talk.tx.tickets.set(ticket.id, conversation_id=talk.conversation.id)


def _open(talk: Talk, plan: Plan) -> Ticket | None:
    if plan.effect != "open_ticket":
        return None
    return talk.tx.tickets.about(plan.merchant, plan.reason or OTHER, plan.order, talk.conversation.id)
