"""What a message adds to the matter of the moment: a fact that was asked for, a detail, its topic again."""

from __future__ import annotations

from bot.dialogue.answer import go_on
from bot.dialogue.said import stated
from bot.dialogue.state import State
from bot.dialogue.talk import Talk
from bot.dialogue.words import is_question

OF_NO_TOPIC = (
    0.65  # probability of the likeliest topic up to which a statement beside an offer is a detail of it
)
GOES_ON = 0.5  # probability from which the topic of the moment is not asked for again


def tells_the_fact(talk: Talk) -> bool:
    """ "ça y est, j'ai appelé la poste", some turns after the question, goes on with its topic."""
    state = talk.state
    table = talk.pack.tables.get(state.topic or "")
    news = {fact for fact in stated(talk.message.text) if table and fact in table.facts} - set(state.said)
    if not news:
        return False
    state.said |= dict.fromkeys(news, True)
    go_on(talk)
    return True


def a_detail(talk: Talk, was: State) -> bool:
    """ "elle bloque toujours au deuxième bac": what no topic knows belongs to the ticket that is offered."""
    to_a_person = was.offer is not None and all(act[0] == "open_ticket" for act in was.offer.acts)
    of_another = talk.message.confidence > OF_NO_TOPIC and talk.message.intent != was.topic
    if not to_a_person or of_another or is_question(talk.message.text):
        return False
    talk.state.request = f"{was.request}\n{talk.message.text}"
    return True


def goes_on_with(talk: Talk) -> str | None:
    """The topic being talked about, when it is the likeliest anyway: there is no need to ask for it."""
    message = talk.message
    return message.intent if message.intent == talk.state.topic and message.confidence >= GOES_ON else None
