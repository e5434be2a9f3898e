"""Which coupon code is meant, and how it reads against the codes this customer may know of."""

from __future__ import annotations

import re

from bot.dialogue.talk import Talk
from bot.orders.model import Order
from bot.policies.coupons import CodeReading, bare, read_code

LONGEST_REPLY = 12  # words
# Capitals and digits at the end of a reply, spaces allowed between them: a code as people type it.
_TAIL = re.compile(r"(?:^|[\s:«\"'])((?=[A-Z0-9 _-]*[A-Z])[A-Z0-9][A-Z0-9 _-]{2,23})[»\"'.!]*\s*$")


def _issued(talk: Talk, order: Order | None) -> list[str]:
    """The public codes and, once the customer is known, those issued to them."""
    email = talk.customer or (order.email if order else None)
    return [coupon.code for coupon in talk.tx.orders.issued_coupons(talk.pack.merchant.key, email)]


def typed_code(talk: Talk, order: Order | None) -> str | None:
    """The code in the message, else the one talked about, else the one that did not work on the order."""
    state = talk.state
    if code := talk.message.entity("coupon"):
        state.code = code
    else:
        on_order = [coupon.code for coupon in order.coupons] if order else []
        state.code = _in_text(talk.message.text, _issued(talk, order) + on_order) or state.code
    if state.code:
        return state.code
    on_it = order.coupons if order else ()
    failed = [coupon.code for coupon in on_it if coupon.status == "not_applied"]
    return next(iter(failed or [coupon.code for coupon in on_it]), None)


def said_in(talk: Talk, text: str | None = None) -> str | None:
    """The code that a reply to « quel code ? » gives amid other words: « j'ai tapé RENTREE 15 ».

    ``text`` stands for the message where that ends with more than the code.
    """
    order = talk.tx.orders.get(talk.pack.merchant.key, talk.state.focus) if talk.state.focus else None
    text = text or talk.message.text
    found = _in_text(text, _issued(talk, order))
    if found or len(text.split()) > LONGEST_REPLY:
        return found
    tail = _TAIL.search(text)
    return tail[1].strip() if tail else None


def _in_text(text: str, codes: list[str]) -> str | None:
    """A known code that the message spells, spaces and case aside, as the message writes it."""
    words = text.split()
    for size in (1, 2, 3):
        for start in range(len(words) - size + 1):
            spelled = " ".join(words[start : start + size]).strip(".,;:!?«»\"'()")
            if any(len(bare(code)) >= 4 and bare(code) == bare(spelled) for code in codes):
                return spelled
    return None


def reading(talk: Talk, order: Order | None) -> CodeReading | None:
    """The code's reading, None when no code is known yet."""
    typed = typed_code(talk, order)
    return read_code(typed, order, _issued(talk, order)) if typed else None
