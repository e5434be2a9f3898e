"""One turn: the customer's message to Rasa, its answer, or an apology in time, into the event log."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from datetime import datetime, timezone
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels import metrics
from bot.channels.apology import apologise
from bot.channels.bells import Bells
from bot.channels.collecting import CollectingOutput
from bot.channels.message_log import MessageLog
from bot.channels.public import failed, public_message
from bot.channels.turns import Turn
from bot.orders.store import Store
from bot.policies.merchant import Merchant
from bot.watching.context import about
from bot.watching.metrics import STAGE_SECONDS, stage

logger = logging.getLogger(__name__)


class Responder:
    def __init__(
        self,
        handler: Callable[[UserMessage], Awaitable[Any]],
        store: Store,
        log: MessageLog,
        bells: Bells,
        merchants: Mapping[str, Merchant],
        threads: Executor,
        patience: float,
    ) -> None:
        """`patience`: seconds after which the customer gets an apology instead of the answer."""
        self._handler = handler
        self._store = store
        self._log = log
        self._bells = bells
        self._merchants = merchants
        self._threads = threads
        self._patience = patience

    async def answer(self, turn: Turn) -> None:
        """Never raises: whatever fails, the customer reads something."""
        with about(turn.conversation, turn.client_id):
            await self._answer(turn)

    async def _answer(self, turn: Turn) -> None:
        started = time.perf_counter()
        STAGE_SECONDS.labels("queue").observe(started - turn.taken)
        messages = await self._ask_rasa(turn)
        now = datetime.now(timezone.utc)
        in_time = bool(messages) and not any(failed(message) for message in messages)
        try:
            if in_time:
                payloads = [public_message(message) for message in messages]  # of silence: one without words
            else:
                known = self._merchants.get(turn.merchant)
                payloads = [
                    await self._blocking(apologise, self._store, turn.conversation, known, turn.text, now)
                ]
            payloads = [payload | {"answers": turn.client_id} for payload in payloads]
            payloads[-1]["last"] = True
            with stage("keep"):
                await self._blocking(self._log.answer, turn.conversation, turn.client_id, payloads, now)
        except Exception:
            logger.exception(
                "The answer to a message of conversation %s could not be kept.", turn.conversation
            )
            in_time = False
        self._bells.ring(turn.conversation)
        metrics.TURNS.labels("answered" if in_time else "failed").inc()
        ended = time.perf_counter()
        metrics.TURN_SECONDS.observe(ended - started)
        STAGE_SECONDS.labels("whole").observe(ended - turn.taken)
        seen = {"merchant": turn.merchant, "seconds": round(ended - turn.taken, 4)}
        logger.info("answered" if in_time else "failed", extra=seen)

    async def _ask_rasa(self, turn: Turn) -> list[dict[str, Any]]:
        """What the assistant says; nothing if it fails or takes too long."""
        output = CollectingOutput()
        message = UserMessage(
            turn.text, output, turn.conversation, input_channel="web", message_id=turn.client_id
        )
        try:
            await asyncio.wait_for(self._handler(message), self._patience)
        except asyncio.TimeoutError:
            logger.error("No answer within %s s in conversation %s.", self._patience, turn.conversation)
            return []
        except Exception:
            logger.exception("The turn of conversation %s failed.", turn.conversation)
            return []
        return output.messages

    async def _blocking(self, function: Callable[..., Any], *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *args)
