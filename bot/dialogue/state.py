"""Where a conversation stands. It lives in the store, never in Rasa's tracker, so no message can set it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

NUMBER, EMAIL, ORDER, TOPIC, OFFER, FACT, CODE = "number", "email", "order", "topic", "offer", "fact", "code"
LINE, PERSON = "line", "person"


@dataclass
class Button:
    """``kind``: topic, order, line, yes, no or human; ``value``: the topic, order number or line id."""

    title: str
    kind: str
    value: str = ""


@dataclass
class Offer:
    """An act waiting for a yes. ``acts`` are the plans' keys as text, to notice a change meanwhile."""

    id: str
    topic: str
    acts: list[list[str]]
    order: str | None = None


@dataclass
class State:
    """``awaiting`` says what the last reply asked for: one of the constants above, or None.

    ``heard`` are the entities of ``request`` while its topic is still asked for;
    ``number`` and ``email`` are what a guest has given so far, unproven; ``tried`` are the two that did not
    go together, for who then corrects one of them; ``proven`` are the order numbers whose e-mail
    the guest has proven to know; ``paused_until`` is the instant before which no other may be
    tried; ``focus`` is the order being talked about; ``informed`` that the
    rule was told instead of the answer, so that a second no is a no to everything; ``done`` is what was
    carried out last, ``declined`` the topic whose offer got a no last; ``pending`` is the second of two
    requests, {"text", "topic", "entities"}, while the first is talked about; ``lapsed`` is the offer that the
    last turn's other subject ended (`standing.py`); ``aside`` is what was said last that only a person can
    answer.
    """

    awaiting: str | None = None
    topic: str | None = None
    request: str = ""
    heard: list[list[str]] = field(default_factory=list)
    said: dict[str, bool] = field(default_factory=dict)
    fact: str | None = None
    number: str | None = None
    email: str | None = None
    code: str | None = None
    focus: str | None = None
    lines: list[str] = field(default_factory=list)
    parcels: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    proven: list[str] = field(default_factory=list)
    paused_until: str | None = None
    asked_again: int = 0
    informed: bool = False
    offer: Offer | None = None
    done: str = ""
    declined: str | None = None
    pending: dict[str, Any] | None = None
    lapsed: dict[str, Any] | None = None
    aside: str = ""
    ticket: str | None = None
    ticket_topic: str | None = None
    buttons: list[Button] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For JSON: what is in it is the state's own, not a copy."""
        return vars(self) | {
            "offer": vars(self.offer) if self.offer else None,
            "buttons": [vars(button) for button in self.buttons],
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> State:
        """Fields that an older version wrote and this one does not know are left out."""
        known = {f.name for f in fields(cls)}
        state = cls(**{name: value for name, value in values.items() if name in known})
        state.buttons = [Button(**button) for button in values.get("buttons", [])]
        state.offer = Offer(**values["offer"]) if values.get("offer") else None
        return state

    def open_topic(self, topic: str, request: str) -> None:
        """A new request: what was pending for another one lapses."""
        if topic != self.topic:
            self.said, self.code, self.lines = {}, None, []
        self.topic, self.request, self.parcels = topic, request, []
        self.done, self.declined, self.informed, self.heard, self.aside = "", None, False, [], ""
        self.drop()

    def drop(self) -> None:
        """Nothing is awaited any more; an offer that was open is void."""
        self.awaiting, self.offer, self.fact, self.asked_again = None, None, None, 0
