"""The reply to « which order? »: a number, an e-mail, an article, a refusal, or something new."""

from __future__ import annotations

import re

from bot.dialogue import orders, yes_no
from bot.dialogue.answer import go_on, inform_only
from bot.dialogue.named_orders import answers_which
from bot.dialogue.number_asked import asks_why, looks_for_it, number_lost
from bot.dialogue.offered_orders import pointed_out, somebody_elses
from bot.dialogue.pending import two_orders
from bot.dialogue.refusal import looks_like_refusal
from bot.dialogue.replying import nothing_understood
from bot.dialogue.several_orders import all_meant
from bot.dialogue.state import EMAIL, NUMBER, ORDER, TOPIC, Button
from bot.dialogue.talk import Talk
from bot.dialogue.understand import understand
from bot.dialogue.words import fold
from bot.policies.vocabulary import ORDER_TOPICS, TALK, TOPICS

_IDENTIFYING = ("order_number", "email", "tracking_number")
_BETTER_WITH_ORDER = ("credit_note",)  # general, but what an order tells is the customer's own
_OF_ITS_OWN = frozenset(TALK) - {"affirm", "deny"}
# What surrounds a number or an address that is given, and asks nothing.
_AROUND = re.compile(
    r"(?:(?:ah|oh|pf+|bah|ben|tant pis|allez|euh|bon|ok|oui|si|non|alors|donc|en fait|voici|voila|tenez|"
    r"pardon|desolee?|bonjour|merci|svp|s il vous plait|"
    r"c est|cest|ces|sait|c|je|j|l|ai|la|le|les|ma|mon|mes|un|une|n|"
    r"no|numeros?|num|commande|cmd|reference|ref|mail|e|email|courriel|adresse|"
    r"pareil|idem|memes? (?:chose|probleme|souci|demande|question)|aussi|egalement|"
    r"et|avec|pour|de|du|au nom|plutot|retrouvee?|trouvee?|est)(?: |$))*"
)

_OF_A_PARCEL = re.compile(r"\b(suivi|colis|tracking|transporteur)\b")
_MAIL_ADDRESS = re.compile(r"\badresses? (e )?(mail|courriel|electronique)")


def gives_something(talk: Talk) -> bool:
    """Whether the message holds a number or an address that can name an order."""
    return any(talk.message.entity(name) for name in _IDENTIFYING)


def only_gives(talk: Talk) -> bool:
    """Whether nothing else is in the message: « ah si je l'ai, TP-50001, sam@example.org »."""
    rest = talk.message.text
    for name in _IDENTIFYING:
        rest = rest.replace(talk.message.entity(name) or "\0", " ")
    return gives_something(talk) and bool(_AROUND.fullmatch(fold(rest)))


def with_order(talk: Talk) -> None:
    """An order is named: the question asked first is answered, or asked for when there was none."""
    if talk.state.topic in ORDER_TOPICS:
        go_on(talk)
    elif order := orders.own_order(talk):
        talk.state.focus = order.number
        if talk.state.topic in _BETTER_WITH_ORDER:
            go_on(talk)
        else:
            _what_for(talk, order.number)


def _what_for(talk: Talk, number: str) -> None:
    """Asks what is wanted for the order; topics that were to be chosen from stay offered."""
    state = talk.state
    choices = [b for b in state.buttons if b.kind == "topic"] if state.awaiting == TOPIC else []
    if not choices:
        state.request, state.heard = "", []
    talk.decide("clarify", topic="order_status", order=number)
    talk.say(
        talk.words("clarify_order"),
        choices
        or [
            Button("Savoir où en est ma commande", "topic", "order_status"),
            Button("Annuler ma commande", "topic", "cancel_order"),
        ],
    )


def to_identification(talk: Talk) -> bool:
    """A number, an e-mail, a refusal to give them; anything else is taken as something new."""
    state, message = talk.state, talk.message
    given = gives_something(talk)
    understood = understand(message).topic
    new = understood in TOPICS and understood != state.topic and message.intent != "inform"
    if new and understood == "change_address" and _MAIL_ADDRESS.search(fold(message.text)):
        new = False  # "mon adresse mail est…" is the answer, not an address to change
    if understood == "tracking_number" and not _OF_A_PARCEL.search(fold(message.text)):
        new = False  # "je n'ai plus le numéro": the one that was asked for
    if state.topic and not given and not new and (asks_why(talk) or looks_for_it(talk)):
        return True
    if given and not message.entity("order_number") and not state.number and number_lost(talk):
        return True
    if given and state.topic and not new and two_orders(talk, state.topic, state.request):
        return True
    if somebody_elses(talk):
        return True
    if given and (not new or only_gives(talk)):
        with_order(talk)
        return True
    if given:
        return False
    if state.awaiting == ORDER and talk.customer and all_meant(talk, orders.orders_of(talk, talk.customer)):
        go_on(talk)
        return True
    if state.awaiting == ORDER and (number := _which(talk, new)):
        state.number = number
        with_order(talk)
        return True
    if state.topic and not state.informed and _will_not(talk, understood):
        inform_only(talk)
        return True
    if state.awaiting == NUMBER and any(c.isdigit() for c in message.text) and len(message.text.split()) <= 6:
        with_order(talk)
        return True
    if nothing_understood(talk):
        return _ask_once_more(talk)
    if understood in TOPICS or understood in _OF_ITS_OWN or (understood == "deny" and state.informed):
        return False
    return _ask_once_more(talk)


def _which(talk: Talk, new: bool) -> str | None:
    """The order meant, of those offered; a yes is enough where it was one, and it asks nothing ``new``."""
    offered = [button.value for button in talk.state.buttons if button.kind == "order"]
    if len(offered) == 1 and not new and yes_no.read(talk.message.text) == yes_no.YES:
        return offered[0]
    shown = [order for number in offered if (order := orders.allowed(talk, number))]
    if order := pointed_out(shown, talk.message.text):
        return order.number
    own = orders.orders_of(talk, talk.customer) if talk.customer else []
    order = answers_which(talk, own)
    return order.number if order else None


def _will_not(talk: Talk, understood: str | None) -> bool:
    return looks_like_refusal(talk.message.text) or (understood == "deny" and not talk.customer)


def _ask_once_more(talk: Talk) -> bool:
    """Not understood: the question once more, then the rule as information."""
    state = talk.state
    if state.asked_again or not state.topic:
        if state.topic:
            inform_only(talk)
        return bool(state.topic)
    state.asked_again = 1
    awaiting = state.awaiting
    talk.decide("identify")
    key = {EMAIL: "ask_again_email", ORDER: "ask_again_order"}.get(awaiting or NUMBER, "ask_again_number")
    talk.say(talk.words(key), state.buttons)
    return True
