"""A message as the NLU read it, and a reply as any channel can show it. Plain values, no Rasa."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Message:
    """``ranking``: (intent, probability) from the likeliest down; ``entities``: (name, value as typed);
    ``id``: the channel's, the same when a turn is tried again."""

    text: str
    ranking: tuple[tuple[str, float], ...] = ()
    entities: tuple[tuple[str, str], ...] = ()
    id: str | None = None

    @property
    def intent(self) -> str:
        return self.ranking[0][0] if self.ranking else ""

    @property
    def confidence(self) -> float:
        return self.ranking[0][1] if self.ranking else 0.0

    def entity(self, name: str) -> str | None:
        """The last value of that name: a correction comes after what it corrects."""
        values = [value for entity, value in self.entities if entity == name]
        return values[-1] if values else None


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
    ranking = parsed.get("intent_ranking") or ([parsed["intent"]] if parsed.get("intent") else [])
    return Message(
        text=parsed.get("text") or "",
        ranking=tuple((item["name"], float(item["confidence"])) for item in ranking if item.get("name")),
        entities=tuple((e["entity"], str(e["value"])) for e in parsed.get("entities") or ()),
        id=parsed.get("message_id"),
    )
