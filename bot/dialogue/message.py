"""A message as the NLU read it, and a reply as any channel can show it. Plain values, no Rasa."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# "pas la 1042", "non pas la commande n° 1042", "au lieu de 1042", "plutôt que la 1042".
_NOT = (
    r"\b(?:pas|au lieu d[eu]|plut[oô]t qu[e']|et non)\s+"
    r"(?:(?:l[ae]|celle|de|du|commande|num[ée]ro|n[°o]?)\s*)*"
)

# "/talk_to_human", "/affirm{…}": a command for programs, typed by somebody. It asks for nothing.
_COMMAND = re.compile(r"\s*/[A-Za-z_]+\s*(?:\{|$)")


@dataclass(frozen=True)
class Part:
    """One of two requests in a message, with the entities that lie in it."""

    text: str
    topic: str
    confidence: float
    entities: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Message:
    """``ranking``: (intent, probability) from the likeliest down; ``entities``: (name, value as typed);
    ``id``: the channel's, the same when a turn is tried again; ``requests``: two, or none where there is one;
    ``whole``: what was written, where ``text`` is but what matters of it (bot/channels/gist.py).
    """

    text: str
    ranking: tuple[tuple[str, float], ...] = ()
    entities: tuple[tuple[str, str], ...] = ()
    id: str | None = None
    requests: tuple[Part, ...] = ()
    whole: str | None = None

    @property
    def intent(self) -> str:
        return self.ranking[0][0] if self.ranking else ""

    @property
    def confidence(self) -> float:
        return self.ranking[0][1] if self.ranking else 0.0

    def entity(self, name: str) -> str | None:
        """The last value of that name, since a correction comes after what it corrects; but one that the
        message says it is not ("la 1024, pas la 1042") is none."""
        values = [value for entity, value in self.entities if entity == name and not self._excluded(value)]
        return values[-1] if values else None

    def _excluded(self, value: str) -> bool:
        return bool(re.search(_NOT + re.escape(value), self.text, re.IGNORECASE))


@dataclass(frozen=True)
class Reply:
    text: str
    buttons: tuple[str, ...] = ()


@dataclass
class Turn:
    """What one message brought about. ``held``: a person has the conversation, silence is the answer."""

    replies: list[Reply] = field(default_factory=list)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    card: dict[str, Any] | None = None
    held: bool = False

    def with_decisions(self) -> Iterator[tuple[Reply, dict[str, Any]]]:
        """Each reply with what travels beside its text: the turn's decisions and card go with the first."""
        for index, reply in enumerate(self.replies):
            first = index == 0
            yield reply, {"decisions": self.decisions if first else [], "card": self.card if first else None}

    def as_dict(self) -> dict[str, Any]:
        replies = [{"text": reply.text, "buttons": list(reply.buttons)} for reply in self.replies]
        return {"replies": replies, "decisions": self.decisions, "card": self.card, "held": self.held}

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Turn:
        """Of `as_dict`; of an empty one, a turn without replies."""
        replies = [Reply(reply["text"], tuple(reply["buttons"])) for reply in kept.get("replies", ())]
        return cls(replies, list(kept.get("decisions", ())), kept.get("card"), bool(kept.get("held")))


def message_of(parsed: Mapping[str, Any]) -> Message:
    """From Rasa's parse of a message: intent_ranking, entities, text."""
    text = parsed.get("text") or ""
    if _COMMAND.match(text):
        return Message(text, (("out_of_scope", 1.0),), id=parsed.get("message_id"))
    ranking = parsed.get("intent_ranking") or ([parsed["intent"]] if parsed.get("intent") else [])
    return Message(
        text=text,
        ranking=tuple((item["name"], float(item["confidence"])) for item in ranking if item.get("name")),
        entities=tuple((e["entity"], str(e["value"])) for e in parsed.get("entities") or ()),
        id=parsed.get("message_id"),
        requests=tuple(_part(request, parsed) for request in parsed.get("requests") or ()),
        whole=(parsed.get("metadata") or {}).get("whole"),
    )


def _part(request: Mapping[str, Any], parsed: Mapping[str, Any]) -> Part:
    inside = [
        (entity["entity"], str(entity["value"]))
        for entity in parsed.get("entities") or ()
        if request["start"] <= entity["start"] < request["end"]
    ]
    return Part(request["text"], request["topic"], float(request["confidence"]), tuple(inside))
