"""Takes what a platform brought: once, into the same inbox and log as the web door. Blocking."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import and_, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from bot.channels.conversations import CONTROL
from bot.channels.message_log import append, keep, take_turns
from bot.channels.messaging import staff
from bot.channels.messaging.enclosed import enclose
from bot.channels.messaging.events import Event, Said, Shown, Thread, Undelivered
from bot.channels.messaging.identity import customer_of
from bot.channels.messaging.parts import chosen
from bot.channels.messaging.platform import Platform
from bot.channels.messaging.tables import channel_conversations as held_on
from bot.channels.messaging.tables import channel_messages
from bot.channels.messaging.tags import tag
from bot.channels.messaging.words import FAILED_LATER, SHOWN, TOO_LONG, TOO_OFTEN
from bot.channels.turns import Turn
from bot.orders.columns import storable
from bot.orders.store import Conversation, Store, Transaction
from bot.policies.french import typeset

logger = logging.getLogger(__name__)
AN_HOUR = timedelta(hours=1)
LIFE = timedelta(days=7)  # of a conversation, however often the customer writes
EARLY = timedelta(minutes=10)  # a clock may go wrong by so much


class Work(Protocol):
    """`bot.channels.inbox.Inbox`, or nobody who answers in this process."""

    def begin(self, connection: Connection, conversation: str) -> Turn | None: ...


class Inbox:
    def __init__(
        self,
        store: Store,
        work: Work,
        quiet: timedelta,
        longest: int,
        life: timedelta = LIFE,
        photos: int = 0,
    ) -> None:
        """`work` says whose turn a conversation is; `quiet`: after so long without a word a new conversation
        begins, after `life` anyway; `longest`: characters taken; `photos`: of a conversation."""
        self._store, self._work, self._longest, self._photos = store, work, longest, photos
        self._quiet, self._life = quiet, life

    def take(self, platform: Platform, events: Sequence[Event], now: datetime) -> list[Turn]:
        """What is new is kept, all of it or nothing; the turns that this server is to begin."""
        timely = [event for event in events if not _out_of_time(platform, event, now)]
        with self._store.transaction() as tx:
            for peer in sorted({event.peer for event in timely}):
                _one_at_a_time(tx.connection, platform.account.channel, peer)
            return [turn for event in timely if (turn := self._take(tx, platform, event, now))]

    def _take(self, tx: Transaction, platform: Platform, event: Event, now: datetime) -> Turn | None:
        channel = platform.account.channel
        if not _is_new(tx.connection, channel, event.id, now):
            return None
        if isinstance(event, Undelivered):
            self._undelivered(tx, channel, event, now)
            return None
        if _too_often(tx.connection, channel, event, now):
            self._undelivered_to_robot(tx, channel, event, now)
            return None
        row = self._conversation(tx, platform, event, now)
        _remember(tx.connection, channel, event.id, row.conversation_id)
        if isinstance(event, Shown):
            said, answer = SHOWN.get(event.kind, SHOWN["other"])
            answer = self._enclose(tx, row, event, now) or answer
            _answered_here(tx.connection, row.conversation_id, event.id, said, answer, now)
            return None
        text = CONTROL.sub("", storable(chosen(event.text, row.choices))).strip()
        if not text or len(text) > self._longest:
            answer = TOO_LONG.format(limit=self._longest) if text else SHOWN["other"][1]
            _answered_here(tx.connection, row.conversation_id, event.id, text[: self._longest], answer, now)
            return None
        keep(tx.connection, row.conversation_id, event.id, text, now)
        self._enclose(tx, row, event, now)
        return self._work.begin(tx.connection, row.conversation_id)

    def _enclose(self, tx: Transaction, row: Any, event: Said | Shown, now: datetime) -> str | None:
        return enclose(tx, row.conversation_id, row.merchant, event.id, event.photos, self._photos, now)

    def _conversation(self, tx: Transaction, platform: Platform, event: Said | Shown, now: datetime) -> Any:
        """The row of the peer's conversation, new if need be. What waited for a word of theirs may go."""
        same = and_(held_on.c.channel == platform.account.channel, held_on.c.peer == event.peer)
        open_ = select(held_on.c.conversation_id).where(
            same, held_on.c.expires_at > now, held_on.c.opened_at > now - self._life
        )
        ids = tx.connection.execute(open_.order_by(held_on.c.opened_at.desc())).scalars().all()
        id = next((id for id in ids if _continues(tx, id, event.thread)), None)
        id = id or self._open(tx, platform, event, now)
        # Before its row, as all writers of the log do: else two could wait for each other.
        take_turns(tx.connection, id)
        held = held_on.c.held.is_not(None)
        free = update(held_on).where(same, held).values(held=None, due_at=now, attempts=0)
        tx.connection.execute(free)
        tx.connection.execute(update(held_on).where(same).values(last_in_at=now))
        heard: dict[str, Any] = {"expires_at": now + self._quiet}
        if event.context is not None:
            heard["context"] = dict(event.context)
        tx.connection.execute(update(held_on).where(held_on.c.conversation_id == id).values(heard))
        return tx.connection.execute(select(held_on).where(held_on.c.conversation_id == id)).one()

    def _open(self, tx: Transaction, platform: Platform, event: Said | Shown, now: datetime) -> str:
        account, peer, id = platform.account, event.peer, secrets.token_urlsafe(18)
        customer = customer_of(platform, peer, tx, event.thread is None or event.thread.proven)
        # Guesses count by this address too; who it is need not be readable there.
        address = hashlib.sha256(f"{account.channel} {peer}".encode()).hexdigest()[:32]
        ends = now + self._life + self._quiet
        tx.conversations.put(Conversation(id, account.merchant, customer, {}, now, ends, address))
        tx.connection.execute(
            insert(held_on).values(
                conversation_id=id,
                channel=account.channel,
                peer=peer,
                merchant=account.merchant,
                opened_at=now,
                expires_at=now + self._quiet,
                last_in_at=now,
                context={},
                choices=[],
            )
        )
        return id

    def _undelivered(self, tx: Transaction, channel: str, event: Undelivered, now: datetime) -> None:
        words = FAILED_LATER.format(channel=channel, reason=event.reason)
        self._tell(tx, channel, event.peer, words, now)

    def _undelivered_to_robot(
        self, tx: Transaction, channel: str, event: Said | Shown, now: datetime
    ) -> None:
        logger.warning("%s: a sender writes too often and gets no answer for a while", channel)
        self._tell(tx, channel, event.peer, TOO_OFTEN.format(channel=channel), now)

    def _tell(self, tx: Transaction, channel: str, peer: str, words: str, now: datetime) -> None:
        same = and_(held_on.c.channel == channel, held_on.c.peer == peer)
        query = select(held_on).where(same).order_by(held_on.c.opened_at.desc()).limit(1)
        row = tx.connection.execute(query).one_or_none()
        if row is not None:
            staff.tell(tx, row.conversation_id, row.merchant, words, now)


def _continues(tx: Transaction, id: str, thread: Thread | None) -> bool:
    """Whether a message goes on with an open conversation of its sender. In one whose customer is known by
    the proven address alone, each message needs the proof."""
    if thread is None:
        return True
    if tag(id) not in thread.answers:
        return False
    conversation = tx.conversations.get(id, lock=False)
    return thread.proven or conversation is None or conversation.customer is None


def _too_often(connection: Connection, channel: str, event: Said | Shown, now: datetime) -> bool:
    """Two robots would write to each other for ever."""
    if event.thread is None or event.thread.at_most is None:
        return False
    joined = channel_messages.join(held_on, held_on.c.conversation_id == channel_messages.c.conversation_id)
    query = (
        select(func.count())
        .select_from(joined)
        .where(
            held_on.c.channel == channel,
            held_on.c.peer == event.peer,
            channel_messages.c.received_at > now - AN_HOUR,
        )
    )
    return int(connection.execute(query).scalar_one()) >= event.thread.at_most


def _out_of_time(platform: Platform, event: Event, now: datetime) -> bool:
    """Older than the platform's own retries, or from the future: somebody plays an old request again."""
    if event.at is None or platform.oldest is None:
        return False
    return not now - platform.oldest <= event.at <= now + EARLY


def _one_at_a_time(connection: Connection, channel: str, peer: str) -> None:
    """Two first messages at once must not open two conversations. SQLite has but one writer."""
    if connection.dialect.name == "postgresql":
        key = f"channel {channel} {peer}"
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def _is_new(connection: Connection, channel: str, id: str, now: datetime) -> bool:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    query = dialect.insert(channel_messages).values(channel=channel, message_id=id, received_at=now)
    return int(connection.execute(query.on_conflict_do_nothing()).rowcount) == 1


def _remember(connection: Connection, channel: str, id: str, conversation: str) -> None:
    same = and_(channel_messages.c.channel == channel, channel_messages.c.message_id == id)
    connection.execute(update(channel_messages).where(same).values(conversation_id=conversation))


def _answered_here(
    connection: Connection, conversation: str, id: str, said: str, answer: str, now: datetime
) -> None:
    """What needs no turn."""
    append(connection, conversation, "said", [{"id": id, "text": said}], now)
    payload = {"text": typeset(answer), "buttons": [], "decisions": [], "answers": id, "last": True}
    append(connection, conversation, "message", [payload], now)
