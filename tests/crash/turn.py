"""One turn of the real action in a process of its own, that can be stopped at a point for its parent to kill.

Processes are forked from a server that has only imported the code: each opens its own store and policies.
"""

from __future__ import annotations

import asyncio
import os
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy import event
from sqlalchemy.engine import Engine

from actions.answer import ActionAnswer

# What the statement that was just run begins with, at each point inside the transaction.
STATEMENTS = {
    "key claimed": "INSERT INTO idempotency_keys",
    "order cancelled": "UPDATE orders",
    "credited": "INSERT INTO credit_notes",
    "letter queued": "INSERT INTO outbox",
    "audited": "INSERT INTO audit",
    "state kept": "INSERT INTO conversations",
}
BEFORE_COMMIT, AFTER_COMMIT = "before the commit", "after the commit"
POINTS = (*STATEMENTS, BEFORE_COMMIT, AFTER_COMMIT)
READY, HERE = "ready", "here"

_processes = get_context("forkserver")
_processes.set_forkserver_preload(["tests.crash.turn"])


class Turn:
    """A process with one turn in it, which `go` lets begin; at its point, if any, it goes no further."""

    def __init__(
        self, environment: dict[str, str], conversation: str, text: str, intent: str, point: str = ""
    ) -> None:
        self._pipe, other = _processes.Pipe()
        self.process = _processes.Process(
            target=_play, args=(other, environment, conversation, text, intent, point), daemon=True
        )
        self.process.start()
        other.close()
        assert self._told() == READY

    def go(self) -> Turn:
        self._pipe.send("go")
        return self

    def replies(self) -> str:
        """What the customer is told, in one line."""
        said = self._told()
        self.process.join(30)
        assert self.process.exitcode == 0
        return str(said)

    def kill_at_its_point(self) -> None:
        assert self._told() == HERE
        self.process.kill()  # SIGKILL: nothing of it runs any more
        self.process.join(30)

    def _told(self) -> Any:
        assert self._pipe.poll(30), "the process says nothing"
        return self._pipe.recv()


def _play(
    parent: Connection, environment: dict[str, str], conversation: str, text: str, intent: str, point: str
) -> None:
    os.environ.update(environment)
    action = ActionAnswer()
    parent.send(READY)
    parent.recv()

    def stop_here() -> None:
        parent.send(HERE)
        time.sleep(600)

    _stop_at(point, stop_here)
    parsed = {"text": text, "intent": {"name": intent, "confidence": 0.99}, "entities": []}
    tracker = Tracker(conversation, {}, parsed, [], False, None, {}, "action_answer")
    said = CollectingDispatcher()
    asyncio.run(action.run(said, tracker, {}))
    if point == AFTER_COMMIT:
        stop_here()
    parent.send(" ".join(" ".join(message["text"] for message in said.messages).split()))


def _stop_at(point: str, stop_here: Any) -> None:
    """Hooks of the engine, not of the product: the turn knows nothing of it."""
    if point == BEFORE_COMMIT:
        event.listen(Engine, "commit", lambda _connection: stop_here())
    elif point in STATEMENTS:

        @event.listens_for(Engine, "after_cursor_execute")
        def after(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if statement.startswith(STATEMENTS[point]):
                stop_here()
