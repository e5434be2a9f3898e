"""One turn: the customer's message to Rasa, its answer, or an apology in time, into the event log."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any, TypeVar

from async_timeout import timeout
from rasa.core.channels.channel import UserMessage
from tenacity import AsyncRetrying, stop_after_delay, wait_random_exponential

from bot.channels.bells import Bells
from bot.channels.collecting import CollectingOutput
from bot.channels.gist import as_read
from bot.channels.giving_up import give_up
from bot.channels.inbox import Inbox
from bot.channels.public import failed, public_message
from bot.channels.turn_figures import tell
from bot.channels.turns import Turn
from bot.orders.store import Store
from bot.policies.merchant import Merchant
from bot.watching.context import about
from bot.watching.metrics import STAGE_SECONDS, stage

logger = logging.getLogger(__name__)
T = TypeVar("T")


AGAIN_BEFORE = 1.5  # a failure as quick as this leaves time for a second try: an action server that died, say
PAUSE = 0.25
SHORT = 0.7  # seconds for a turn whose customer has waited already behind one that brought nothing
INSISTING = 60.0  # seconds a database may be away before the turn is left to the keeper
TOO_LATE = timedelta(minutes=2)  # after so long a customer has gone on: nothing is done on an old word


class Responder:
    def __init__(
        self,
        handler: Callable[[UserMessage], Awaitable[Any]],
        store: Store,
        inbox: Inbox,
        bells: Bells,
        merchants: Mapping[str, Merchant],
        threads: Executor,
        patience: float,
    ) -> None:
        """`patience`: seconds after which the customer gets an apology instead of the answer."""
        self._handler = handler
        self._store = store
        self._inbox = inbox
        self._bells = bells
        self._merchants = merchants
        self._threads = threads
        self._patience = patience

    async def answer(self, turn: Turn) -> Turn | None:
        """The next turn of the conversation. Never raises: whatever fails, the customer reads something, from
        this server or from the one that takes the conversation over."""
        with about(turn.conversation, turn.client_id):
            return await self._answer(turn)

    async def _answer(self, turn: Turn) -> Turn | None:
        started = time.perf_counter()
        STAGE_SECONDS.labels("queue").observe(_since(turn.received_at))
        late = datetime.now(timezone.utc) - turn.received_at > TOO_LATE
        payloads = [] if late else await self._ask(turn, started)
        in_time, following, events = bool(payloads), None, None
        try:
            if not payloads:
                known = self._merchants.get(turn.merchant)
                payloads = await self._insist(give_up, self._store, turn, known, _now(), late)
            payloads = [payload | {"answers": turn.client_id} for payload in payloads]
            for payload in payloads[-1:]:
                payload["last"] = True
            with stage("keep"):
                events, following = await self._insist(self._inbox.answered, turn, payloads, _now())
        except Exception:
            logger.exception(
                "The answer to a message of conversation %s could not be kept.", turn.conversation
            )
            in_time = False
        if following and not in_time and not late:
            following = replace(following, hurried=True)
        self._bells.ring(turn.conversation, events)
        spent = time.perf_counter() - started, _since(turn.received_at)
        # After the streams, which have just been woken.
        asyncio.get_running_loop().call_soon(tell, turn.merchant, in_time, *spent)
        return following

    async def _ask(self, turn: Turn, started: float) -> list[dict[str, Any]]:
        """The public messages; none if there is no answer in time. A turn may be tried twice: only one of
        them has an effect (`bot/orders/outcomes.py`)."""
        until = started + self._patience
        if turn.hurried:
            until = started + max(SHORT, self._patience - _since(turn.received_at))
        while True:
            messages = await self._ask_rasa(turn, until - time.perf_counter())
            if messages and not any(failed(message) for message in messages):
                return [public_message(message) for message in messages]  # of silence: one without words
            now = time.perf_counter()
            if now - started > AGAIN_BEFORE or now + PAUSE >= until:
                return []
            await asyncio.sleep(PAUSE)

    async def _insist(self, function: Callable[..., T], *args: Any) -> T:
        """Database work that has to be done, also by a database that is just being started again."""
        with suppress(Exception):
            return await self._in_thread(function, *args)  # mostly all there is to it
        trying = AsyncRetrying(
            stop=stop_after_delay(INSISTING), wait=wait_random_exponential(0.2, max=2.0), reraise=True
        )
        async for attempt in trying:
            with attempt:
                return await self._in_thread(function, *args)
        raise AssertionError("the last try raises")

    async def _in_thread(self, function: Callable[..., T], *args: Any) -> T:
        call = partial(copy_context().run, function, *args)
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    async def _ask_rasa(self, turn: Turn, patience: float) -> list[dict[str, Any]]:
        """What the assistant says; nothing if it fails or takes too long."""
        output = CollectingOutput()
        read, beside = as_read(turn.text)
        message = UserMessage(
            read,
            output,
            turn.conversation,
            input_channel="web",
            message_id=turn.client_id,
            metadata=beside,
        )
        try:
            async with timeout(patience):
                await self._handler(message)
        except asyncio.TimeoutError:
            logger.error("No answer within %.1f s in conversation %s.", patience, turn.conversation)
            return []
        except Exception:
            logger.exception("The turn of conversation %s failed.", turn.conversation)
            return []
        return output.messages


def _since(instant: datetime) -> float:
    """Seconds; another server's clock, which took the message, may be a little ahead."""
    return max(0.0, (_now() - instant).total_seconds())


def _now() -> datetime:
    return datetime.now(timezone.utc)
