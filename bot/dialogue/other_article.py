"""« Et l'imprimante ? », an article of another of the customer's orders: the same topic for that one."""

from __future__ import annotations

import re

from bot.dialogue import orders
from bot.dialogue.answer import go_on
from bot.dialogue.articles import more_than_names
from bot.dialogue.named_orders import named_by_article
from bot.dialogue.state import OFFER
from bot.dialogue.talk import Talk
from bot.dialogue.words import fold
from bot.policies.vocabulary import ORDER_TOPICS

LONGEST = 8  # words
_OPENS = re.compile(
    r"(?:(?:ah|oui|ok|bon|merci|mais|alors) )*et (?:pour |celle avec |la commande (?:de|du) )?"
    r"(?:l|le|la|les|mon|ma|mes)\b"
)
_AROUND = re.compile(
    r"(?:ah|oui|ok|bon|merci|mais|alors|et|pour|celle|avec|commande|de|du|des|l|le|la|les|mon|ma|mes|svp|stp|sinon|donc|elle|"
    r"il|c|est|quand|ou)"
)


def other_article(talk: Talk) -> bool:
    """Whether the message only names an article that another order has, and was answered for it."""
    state, text = talk.state, fold(talk.message.text)
    if state.topic not in ORDER_TOPICS or not state.focus or state.awaiting not in (None, OFFER):
        return False
    if not talk.customer or len(text.split()) > LONGEST or not _OPENS.match(text):
        return False
    own = orders.orders_of(talk, talk.customer)
    meant = named_by_article(own, talk.message.text)
    if len(meant) != 1 or meant[0].number == state.focus:
        return False
    if more_than_names((word for word in text.split() if not _AROUND.fullmatch(word)), meant[0].lines):
        return False
    state.drop()
    state.lines, state.said, state.number, state.done, state.declined = [], {}, meant[0].number, "", None
    go_on(talk)
    return True
