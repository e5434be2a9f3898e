"""An answer of the assistant as the messages of one platform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.message_log import Event
from bot.channels.messaging.platform import Limits, Part
from bot.channels.messaging.splitting import split
from bot.channels.messaging.words import BY_NUMBER


def parts_of(payload: Mapping[str, Any], limits: Limits) -> list[Part]:
    """`payload` is an event of the log: {"text", "buttons": [{"title"}]}. The buttons come with the last
    part."""
    text = str(payload.get("text") or "").strip()
    titles = tuple(str(button.get("title") or "") for button in payload.get("buttons") or ())
    titles = tuple(title for title in titles if title)
    if not titles:
        return [Part(piece) for piece in split(text, limits.text, limits.measure)]
    if _native(titles, limits):
        # The text that stands with the buttons may be shorter than others.
        *before, last = split(text, limits.asking, limits.measure) or [BY_NUMBER]
        return [*(Part(piece) for piece in before), Part(last, buttons=titles)]
    pieces = split(f"{text}\n\n{as_list(titles)}".strip(), limits.text, limits.measure)
    return [*(Part(piece) for piece in pieces[:-1]), Part(pieces[-1], choices=titles)]


def joined(first: Event, turn: Sequence[Event]) -> Event:
    """All messages of a turn as its last one."""
    texts = [str(one.payload.get("text") or "").strip() for one in turn]
    buttons = [button for one in turn for button in one.payload.get("buttons") or ()]
    payload = {**first.payload, "text": "\n\n".join(text for text in texts if text), "buttons": buttons}
    return Event(turn[-1].seq, first.kind, payload, turn[-1].at)


def _native(titles: Sequence[str], limits: Limits) -> bool:
    fits = all(limits.measure(title) <= limits.title for title in titles)
    return len(titles) <= limits.buttons and fits and len(set(titles)) == len(titles)


def as_list(titles: Sequence[str]) -> str:
    lines = [f"{place}. {title}" for place, title in enumerate(titles, start=1)]
    return "\n".join([*lines, BY_NUMBER])


def chosen(text: str, choices: Sequence[str]) -> str:
    """The title that a number of the list shown stands for; any other text as it is."""
    bare = text.strip().rstrip(".)").strip()
    if bare.isascii() and bare.isdigit() and len(bare) < 3 and 1 <= int(bare) <= len(choices):
        return choices[int(bare) - 1]
    return text
