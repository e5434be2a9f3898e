"""A stream is handed what comes next, and looks into the log wherever that is not certain."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone

from bot.channels.bells import MANY, Bell, Bells
from bot.channels.inbox import Inbox
from bot.channels.message_log import Event, MessageLog
from bot.channels.stream import as_sse
from bot.orders.store import Conversation, Store

NOW = datetime(2026, 11, 20, 10, 0, 0, 123456, tzinfo=timezone.utc)


def event(seq: int) -> Event:
    return Event(seq, "message", {"text": str(seq)}, NOW)


def bell_at(seen: int) -> Bell:
    """Of a stream that has looked into the log already."""
    bell = Bell()
    assert bell.take(seen) is None
    return bell


def test_what_comes_next_is_handed_over_once() -> None:
    bell = bell_at(2)
    bell.hand([event(3)])
    bell.hand([event(4), event(5)])
    assert bell.is_set()
    assert bell.take(2) == [event(3), event(4), event(5)]
    assert not bell.is_set()
    assert bell.take(5) == []


def test_what_was_read_meanwhile_is_not_sent_again() -> None:
    bell = bell_at(2)
    bell.hand([event(3), event(4)])
    assert bell.take(3) == [event(4)]


def test_between_two_of_ours_another_process_may_have_written() -> None:
    for seqs in ([4], [3, 5], [4, 3]):
        bell = bell_at(2)
        bell.hand([event(seq) for seq in seqs])
        assert bell.take(2) is None
        assert bell.take(5) == []  # and what was handed is not sent behind what was read


def test_who_is_told_to_look_looks() -> None:
    bells = Bells()
    with bells.listen("c") as bell:
        bell.take(0)
        bells.ring("c", [event(1)])
        bells.ring_here("c")
        assert bell.take(0) is None
        bells.ring("c", None)
        assert bell.take(1) is None


def test_a_stream_that_does_not_take_its_events_reads_them() -> None:
    bell = bell_at(0)
    for seq in range(1, MANY + 2):
        bell.hand([event(seq)])
    assert bell.take(0) is None


def test_what_is_handed_over_is_what_the_log_gives(store: Store) -> None:
    with store.transaction() as tx:
        tx.conversations.put(Conversation("c", "inno", created_at=NOW))
    inbox = Inbox(store, 60)
    inbox.live()
    taken = inbox.take("c", "m1", "é\x00\ud800 🙂", NOW)
    assert taken.turn
    payloads = [{"text": "Voilà.", "buttons": ({"title": "Oui"},)}, {"text": "b", "last": True}]
    answered, _ = inbox.answered(taken.turn, payloads, NOW)
    read = MessageLog(store.engine).events_after("c", 0)
    assert [as_sse(one) for one in (*taken.events, *(answered or ()))] == [as_sse(one) for one in read]


def test_a_bell_wakes_who_waits() -> None:
    async def wait() -> list[Event] | None:
        bell = bell_at(0)
        asyncio.get_running_loop().call_soon(bell.hand, [event(1)])
        await asyncio.wait_for(bell.wait(), 5)
        return bell.take(0)

    assert asyncio.run(wait()) == [event(1)]
