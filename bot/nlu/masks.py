"""Numbers, addresses and codes as one word each, so that no topic is learnt from somebody's order number."""

import re
from collections.abc import Sequence

from bot.nlu.entities.find import find_spans
from bot.nlu.spans import Span

_WORDS = {
    "order_number": "commande",
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


# "…, mon adresse mail est paul@…": who writes says who they are, which is no part of what they ask.
_MY_ADDRESS = re.compile(
    r"[\s,;(-]*(?:\bet\s+)?(?:\b(?:avec\s+)?(?:mon|ma|notre|son|le|l['’])\s*)?\b"
    r"(?:adresse\s*(?:e-?mail|m[eé]l|mail)?|e-?mail|m[eé]l|mail|courriel|compte)"
    r"(?:\s+(?:est|c['’]est|de\s+(?:la\s+)?commande))*[\s:=(]*$",
    re.IGNORECASE,
)
# "commande n° 204001": the number adds nothing to the word; alone it stands for it.
_THE_ORDER = re.compile(
    r"\b(?P<word>(?:ma |la |une |mes )?(?:commandes?|comm?andes?|cmde?|cde))[\s,:(]*"
    r"(?:(?:n[°ºo]?|num(?:[eé]ro)?|nr|r[eé]f(?:[eé]rence)?|est|la|le|de)[\s:.]*)*$|"
    r"\b(?:n[°º]|num(?:[eé]ro)?|nr|r[eé]f(?:[eé]rence)?)[\s:.]*$",
    re.IGNORECASE,
)
# "le colis 6A70…": the number adds nothing to the word, as with an order's.
_THE_PARCEL = re.compile(
    r"\b(?:colis|paquets?|envois?)[\s,:(]*(?:(?:n[°ºo]?|num(?:[eé]ro)?|nr|r[eé]f(?:[eé]rence)?)[\s:.]*)*$",
    re.IGNORECASE,
)
# "rien reçu sur paul@…": where something should have come to.
_SENT_TO = re.compile(
    r"\b(?:sur|à|a|au|aux|dans|vers|chez|pour|par)\s+(?:\w+['’]?\s*){0,2}[\s:]*$", re.IGNORECASE
)


def masked(text: str, spans: Sequence[Span] | None = None) -> str:
    """`text` with each span replaced by a word for its kind; small quantities keep their digits.

    An e-mail address by which somebody says who they are is left out, with the words that introduce it.
    """
    parts, end = [], 0
    spans = find_spans(text) if spans is None else spans
    # Of two addresses, one is to take the other's place.
    alone = sum(span.kind == "email" for span in spans) == 1
    for span in spans:
        if span.kind == "quantity" and len(span.value) < 9:
            continue
        before, word = text[end : span.start], f" {_WORDS[span.kind]} "
        if span.kind == "email" and alone and not _SENT_TO.search(before):
            before, word = _MY_ADDRESS.sub("", before), " "
        elif span.kind == "order_number" and (cue := _THE_ORDER.search(before)):
            before, word = before[: cue.start()] + (cue.group("word") or _WORDS["order_number"]), " "
        elif span.kind == "tracking_number" and _THE_PARCEL.search(before):
            word = " "
        parts += [before, word]
        end = span.end
    return "".join(parts) + text[end:]
