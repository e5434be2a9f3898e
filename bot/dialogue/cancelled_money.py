"""« Et je suis remboursé en combien de temps ? » beside a cancellation that is offered, or just asked for.

The order is not cancelled yet, so no row of the table knows a refund; the rule itself is what is asked for.
"""

from __future__ import annotations

from bot.dialogue import orders
from bot.dialogue.answer import case_for, inform_only
from bot.dialogue.state import State
from bot.dialogue.talk import Talk
from bot.policies.decide import decide, inform


def money_of_a_cancellation(talk: Talk, topic: str, was: State | None) -> bool:
    """Whether ``topic`` is the refund of the cancellation talked about, and its rule was told as information.

    ``was``: the state with the offer that was open, which stays open (`standing.py`).
    """
    state = talk.state
    offered = was is not None and was.offer is not None and was.offer.topic == "cancel_order"
    asked_for = bool(state.done) and state.topic == "cancel_order"
    if topic != "refund_time" or topic not in talk.pack.tables or not (offered or asked_for):
        return False
    order = orders.known_order(talk)
    if order is None:
        return False
    case = case_for(talk, topic, order)
    told = decide(talk.pack, case), inform(talk.pack, case)
    if any(decision.clauses for decision in told[0].decisions) or not told[1].decisions[0].clauses:
        return False
    state.open_topic(topic, talk.message.text)
    inform_only(talk)
    return True
