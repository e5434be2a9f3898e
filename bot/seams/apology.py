"""What a customer reads when the answer does not come."""

from collections.abc import Callable

from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

APOLOGY = (
    "Je suis désolé, je n'arrive pas à vous répondre en ce moment : un incident technique de notre côté, "
    "rien à voir avec vous. Réessayez dans quelques instants, ou contactez directement notre service "
    "client{contact} : une personne prendra le relais."
)
Contact = Callable[[DialogueStateTracker], str]
_contact: list[Contact] = []


def name_contact(contact: Contact | None) -> None:
    """Who to turn to, as words that follow "notre service client" (" au 09 … ou à …"), "" if unknown."""
    _contact[:] = [contact] if contact else []


def apology(tracker: DialogueStateTracker) -> BotUttered:
    """The apology as a message; its metadata says to our channels that it is one."""
    contact = _contact[0](tracker) if _contact else ""
    relais = {"decisions": [], "failed": True}
    return BotUttered(text=APOLOGY.format(contact=contact), metadata={"relais": relais})
