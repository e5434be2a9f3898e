"""Numbers, addresses and codes as one word each, so that no topic is learnt from somebody's order number."""

from bot.nlu.entities.find import find_spans
from bot.nlu.spans import Span

_WORDS = {
    "order_number": "zcommande",
    "email": "zmail",
    "coupon": "zcode",
    "tracking_number": "zsuivi",
    "phone": "ztelephone",
    "date": "zdate",
    "hour": "zheure",
    "amount": "zmontant",
    "quantity": "zquantite",
    "postcode": "zpostal",
    "year": "zannee",
    "error": "zerreur",
}


def masked(text: str, spans: list[Span] | None = None) -> str:
    """`text` with each span replaced by a word for its kind; small quantities keep their digits."""
    parts, end = [], 0
    for span in find_spans(text) if spans is None else spans:
        if span.kind == "quantity" and len(span.value) < 9:
            continue
        parts += [text[end : span.start], f" {_WORDS[span.kind]} "]
        end = span.end
    return "".join(parts) + text[end:]
