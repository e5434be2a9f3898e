"""What a customer says while a ticket is open is kept with it, for the desk and for whoever takes it. Once a
person has the conversation the assistant is silent."""

from __future__ import annotations

from datetime import timedelta

from bot.dialogue.message import Reply
from bot.dialogue.talk import Talk
from bot.orders.desk_events import MESSAGE
from bot.orders.tickets import ASSISTANT, CUSTOMER, PERSON, Ticket

TALKING = timedelta(
    minutes=5
)  # after so recent a word of the person nobody needs to be told that one is there


def heard(talk: Talk) -> bool:
    """Whether a person has the conversation. The message is then kept with their ticket, and acknowledged at
    most once."""
    ticket = talk.tx.tickets.held(talk.conversation.id)
    if ticket is None:
        return False
    talk.state.drop()  # an offer from before is no longer open when the assistant comes back
    talk.state.buttons = []
    keep(talk, ticket, talk.message.whole or talk.message.text)
    if ticket.acknowledged_at is None and not _talking(talk, ticket):
        talk.tx.tickets.set(ticket.id, acknowledged_at=talk.now)
        talk.replies.append(Reply(talk.words("held", ticket=ticket.number)))
    return True


def follow(talk: Talk) -> None:
    """Until somebody takes the ticket the assistant goes on answering: both sides are kept with it."""
    if talk.ticket is None:
        return
    keep(talk, talk.ticket, talk.message.whole or talk.message.text)
    if answered := "\n\n".join(reply.text for reply in talk.replies):
        keep(talk, talk.ticket, answered, ASSISTANT)


def keep(talk: Talk, ticket: Ticket, text: str, author: str = CUSTOMER) -> None:
    """Adds words to a ticket, for the person and for the desk."""
    message = talk.tx.tickets.add_message(ticket.id, author, text, talk.now)
    talk.tx.desk_events.add(MESSAGE, ticket.id, ticket.merchant, talk.now, message)


def _talking(talk: Talk, ticket: Ticket) -> bool:
    said = [message.at for message in talk.tx.tickets.messages(ticket.id) if message.author == PERSON]
    return bool(said) and talk.now - said[-1] < TALKING
