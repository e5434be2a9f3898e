"""For support staff in a terminal: what was understood and which rule fired, under each answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.dialogue.assistant import Assistant
from bot.dialogue.message import Message, Turn


class StaffAssistant(Assistant):
    """Writes the note into the last reply's own text, so that its buttons stay the last thing shown."""

    def turn(self, conversation_id: str, message: Message) -> Turn:
        turn = super().turn(conversation_id, message)
        if turn.replies:
            last = turn.replies[-1]
            turn.replies[-1] = replace(last, text=f"{last.text}\n\n{note(message, turn.decisions)}")
        return turn


def note(message: Message, decisions: list[dict[str, Any]]) -> str:
    """Some lines in French, each beginning with a bar."""
    lines = [f"sujet : {message.intent} ({message.confidence:.0%})"]
    lines += [f"repéré : {name} = {value}" for name, value in message.entities]
    for decision in decisions:
        about = " ".join(str(part) for part in (decision["order"], decision["subject"]) if part)
        lines.append(f"issue : {decision['outcome']}" + (f" sur {about}" if about else ""))
        if decision["facts"]:
            lines.append(
                "faits : " + ", ".join(f"{name} = {value}" for name, value in decision["facts"].items())
            )
        if decision["clauses"]:
            lines.append(
                f"règle : « {decision['rule']} » [{', '.join(decision['clauses'])}] {decision['source']}"
            )
    return "\n".join(f"│ {line}" for line in lines)
