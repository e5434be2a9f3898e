"""All entities of a message, each character read once."""

from functools import lru_cache

from bot.nlu.entities.coupons import coupons
from bot.nlu.entities.emails import dictates, emails
from bot.nlu.entities.orders import order_numbers
from bot.nlu.entities.quantities import quantities
from bot.nlu.entities.spelled import spelled_orders
from bot.nlu.entities.tracking import tracking_numbers
from bot.nlu.spans import Span, free

ENTITIES = ("order_number", "email", "coupon", "tracking_number")


@lru_cache(maxsize=2)  # no more: what one customer wrote is nothing to the next
def find_spans(text: str) -> tuple[Span, ...]:
    """Entities and quantities of `text`, by position, without overlap; the surest kinds are read first.

    The entities, the masks and the model each ask for the same message.
    """
    if "@" not in text and not any(c.isdigit() for c in text) and not dictates(text):
        found = [*coupons(text), *spelled_orders(text)]
        return tuple(sorted(free(found, []), key=lambda span: span.start))
    taken: list[Span] = []
    for reader in (emails, tracking_numbers, coupons, quantities, order_numbers, spelled_orders):
        taken += free(reader(text), taken)
    return tuple(sorted(taken, key=lambda span: span.start))


def find_entities(text: str) -> list[Span]:
    """The entities among `find_spans`."""
    return [span for span in find_spans(text) if span.kind in ENTITIES]
