"""A customer who types /cancel_order{...} has typed text, nothing more."""

from rasa.nlu.classifiers.regex_message_handler import RegexMessageHandler
from rasa.shared.core.domain import Domain
from rasa.shared.nlu.training_data.message import Message

from bot.seams.seam import Seam


def process(  # type: ignore[no-untyped-def]  # rasa's graph checks parameters and knows only a bare `self`
    self, messages: list[Message], domain: Domain | None = None
) -> list[Message]:
    """The messages as the pipeline read them."""
    return messages


TYPED_COMMANDS = Seam(
    owner=RegexMessageHandler,
    name="process",
    replacement=process,
    reason="Every message of every channel passes here, and one that reads /intent{json} replaces what the "
    "pipeline understood: anybody could claim an intent with confidence 1 and entities of their choice. "
    "Rasa's own session starts and triggered intents are events, not texts, and do not pass here.",
    version="3.6.21",
    digest="c0b15285ba78",
)
