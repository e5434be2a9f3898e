"""What holds for every platform's webhook, against a running door. A platform's tests inherit them."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
import requests
from sqlalchemy import select

from bot.channels.messaging.tables import channel_conversations, channel_messages
from bot.channels.messaging.words import SHOWN
from bot.channels.tables import web_events, web_messages
from bot.policies.french import typeset
from tests.messaging.conftest import Door
from tests.messaging.speaker import MERCHANT, Speaker, now


def post(
    door: Door, speaker: Speaker, body: bytes, headers: dict[str, str] | None = None
) -> requests.Response:
    url = door.hook(speaker)
    return requests.post(url, data=body, headers=headers or speaker.signed(body, url), timeout=10)


def conversations(door: Door, speaker: Speaker, peer: str) -> list[Any]:
    query = select(channel_conversations).where(
        channel_conversations.c.channel == speaker.channel, channel_conversations.c.peer == peer
    )
    with door.store.transaction() as tx:
        return list(tx.connection.execute(query.order_by(channel_conversations.c.opened_at)))


def events(door: Door, conversation: str, kind: str) -> list[dict[str, Any]]:
    query = select(web_events.c.payload).where(
        web_events.c.conversation_id == conversation, web_events.c.kind == kind
    )
    with door.store.transaction() as tx:
        return [row.payload for row in tx.connection.execute(query.order_by(web_events.c.seq))]


def answers(door: Door, conversation: str, count: int) -> list[str]:
    """The texts of the assistant, once there are so many."""
    deadline = time.monotonic() + 10
    while True:
        found = [one["text"] for one in events(door, conversation, "message")]
        if len(found) >= count or time.monotonic() > deadline:
            return found
        time.sleep(0.05)


def kept(door: Door, speaker: Speaker, id: str) -> bool:
    same = (channel_messages.c.channel == speaker.channel) & (channel_messages.c.message_id == id)
    with door.store.transaction() as tx:
        return tx.connection.execute(select(channel_messages).where(same)).first() is not None


class SignatureCases:
    """`verify` comes before anything is parsed."""

    def message(self, speaker: Speaker) -> tuple[str, str, bytes]:
        peer = speaker.peer()
        id = speaker.id(peer)
        return peer, id, speaker.said(peer, id, "bonjour", now())

    def test_a_good_signature_is_taken(self, door: Door, speaker: Speaker) -> None:
        _, id, body = self.message(speaker)
        assert post(door, speaker, body).status_code == 200
        assert kept(door, speaker, id)

    def test_the_secret_before_is_still_believed(self, door: Door, speaker: Speaker) -> None:
        _, id, body = self.message(speaker)
        headers = speaker.signed(body, door.hook(speaker), speaker.secrets[1])
        assert post(door, speaker, body, headers).status_code == 200
        assert kept(door, speaker, id)

    @pytest.mark.parametrize("wrong", ["", "x", "sha256=", "sha256=" + "0" * 64, "é", "a" * 5000])
    def test_a_bad_signature_is_refused(self, door: Door, speaker: Speaker, wrong: str) -> None:
        _, id, body = self.message(speaker)
        headers = {**speaker.signed(body, door.hook(speaker)), speaker.signature: wrong.encode("utf-8")}
        assert post(door, speaker, body, headers).status_code == 403  # type: ignore[arg-type]
        assert not kept(door, speaker, id)

    def test_a_missing_signature_is_refused(self, door: Door, speaker: Speaker) -> None:
        _, id, body = self.message(speaker)
        headers = speaker.signed(body, door.hook(speaker))
        del headers[speaker.signature]
        assert post(door, speaker, body, headers).status_code == 403
        assert not kept(door, speaker, id)

    def test_a_secret_that_was_never_ours_is_refused(self, door: Door, speaker: Speaker) -> None:
        _, id, body = self.message(speaker)
        headers = speaker.signed(body, door.hook(speaker), "somebody-elses-secret")
        assert post(door, speaker, body, headers).status_code == 403
        assert not kept(door, speaker, id)

    @pytest.mark.parametrize("junk", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"not json"])
    def test_what_is_not_signed_is_refused_before_it_is_parsed(
        self, door: Door, speaker: Speaker, junk: bytes
    ) -> None:
        refused = post(door, speaker, junk, {speaker.signature: "no", "content-type": "application/json"})
        assert refused.status_code == 403

    @pytest.mark.parametrize("junk", [b"", b"{", b"[]", b"null", b'"bonjour"', None])
    def test_what_is_signed_and_cannot_be_read_is_told_so_and_not_taken(
        self, door: Door, speaker: Speaker, junk: bytes | None
    ) -> None:
        _, id, body = self.message(speaker)
        sent = body[: len(body) // 3] if junk is None else junk  # None: a request cut off on its way
        assert post(door, speaker, sent).status_code == 400
        assert not kept(door, speaker, id)

    def test_a_replayed_request_changes_nothing(self, door: Door, speaker: Speaker) -> None:
        peer, _, body = self.message(speaker)
        headers = speaker.signed(body, door.hook(speaker))
        assert [post(door, speaker, body, headers).status_code for _ in range(3)] == [200, 200, 200]
        (row,) = conversations(door, speaker, peer)
        assert len(events(door, row.conversation_id, "said")) == 1

    def test_an_old_request_is_acknowledged_and_not_taken(self, door: Door, speaker: Speaker) -> None:
        for when in (now() - timedelta(days=8), now() + timedelta(hours=1)):
            peer = speaker.peer()
            id = speaker.id(peer)
            body = speaker.said(peer, id, "bonjour", when)
            assert post(door, speaker, body).status_code == 200
            assert not kept(door, speaker, id)


class InboxCases:
    def test_it_is_acknowledged_at_once_whatever_the_answer_takes(self, door: Door, speaker: Speaker) -> None:
        peer = speaker.peer()
        body = speaker.said(peer, speaker.id(peer), "lent", now())  # the stand-in takes 30 s over it
        started = time.monotonic()
        assert post(door, speaker, body).status_code == 200
        assert time.monotonic() - started < 1
        (row,) = conversations(door, speaker, peer)
        assert events(door, row.conversation_id, "message") == []

    def test_a_conversation_is_the_merchants_and_nobodys(self, door: Door, speaker: Speaker) -> None:
        peer = speaker.peer()
        post(door, speaker, speaker.said(peer, speaker.id(peer), "bonjour", now()))
        (row,) = conversations(door, speaker, peer)
        with door.store.transaction() as tx:
            conversation = tx.conversations.get(row.conversation_id, lock=False)
        assert conversation
        assert (conversation.merchant, conversation.customer) == (MERCHANT, None)
        assert peer not in (conversation.id + str(conversation.address))

    def test_messages_of_one_customer_stay_in_order(self, door: Door, speaker: Speaker) -> None:
        peer = speaker.peer()
        for place in range(5):
            body = speaker.said(peer, speaker.id(peer), f"message {place}", now())
            assert post(door, speaker, body).status_code == 200
        (row,) = conversations(door, speaker, peer)
        said = [text for text in answers(door, row.conversation_id, 10) if text.startswith("Vous")]
        assert said == [f"Vous dites : message {place}" for place in range(5)]

    def test_a_retry_after_its_followers_is_known_again(self, door: Door, speaker: Speaker) -> None:
        peer = speaker.peer()
        bodies = [speaker.said(peer, speaker.id(peer), f"m{place}", now()) for place in range(3)]
        for body in (bodies[0], bodies[1], bodies[0], bodies[2], bodies[1], bodies[0]):
            assert post(door, speaker, body).status_code == 200
        (row,) = conversations(door, speaker, peer)
        assert [one["text"] for one in events(door, row.conversation_id, "said")] == ["m0", "m1", "m2"]
        with door.store.transaction() as tx:
            query = select(web_messages.c.client_id).where(
                web_messages.c.conversation_id == row.conversation_id
            )
            assert len(tx.connection.execute(query).all()) == 3

    def test_after_silence_a_new_conversation_begins_and_a_retry_stays_old(
        self, door: Door, speaker: Speaker
    ) -> None:
        peer = speaker.peer()
        first = speaker.said(peer, speaker.id(peer), "bonjour", now())
        post(door, speaker, first)
        table = channel_conversations
        with door.store.transaction() as tx:
            past = table.update().where(table.c.peer == peer).values(expires_at=now() - timedelta(minutes=1))
            tx.connection.execute(past)
        post(door, speaker, first)
        assert len(conversations(door, speaker, peer)) == 1
        post(door, speaker, speaker.said(peer, speaker.id(peer), "rebonjour", now()))
        assert len(conversations(door, speaker, peer)) == 2

    def test_what_is_no_text_gets_a_kind_answer(self, door: Door, speaker: Speaker) -> None:
        at = now()
        probe = speaker.peer()
        for kind in speaker.not_text(probe, speaker.id(probe), at):
            peer = speaker.peer()
            body = speaker.not_text(peer, speaker.id(peer), at)[kind]
            assert post(door, speaker, body).status_code == 200, kind
            (row,) = conversations(door, speaker, peer)
            assert answers(door, row.conversation_id, 1) == [typeset(SHOWN[kind][1])]

    def test_what_asks_for_no_answer_is_acknowledged_and_ignored(self, door: Door, speaker: Speaker) -> None:
        peer = speaker.peer()
        for name, body in speaker.nothing_to_say(peer, speaker.id(peer), now()).items():
            assert post(door, speaker, body).status_code == 200, name
        assert conversations(door, speaker, peer) == []

    def test_a_message_too_long_is_answered_kindly(self, door: Door, speaker: Speaker) -> None:
        peer = speaker.peer()
        assert post(door, speaker, speaker.said(peer, speaker.id(peer), "a" * 1500, now())).status_code == 200
        (row,) = conversations(door, speaker, peer)
        assert "1000 caractères" in answers(door, row.conversation_id, 1)[0]

    def test_an_account_that_is_not_configured_is_not_there(self, door: Door, speaker: Speaker) -> None:
        body = b"{}"
        url = f"{door.address}/channels/{speaker.name}/autre"
        assert requests.post(url, data=body, headers=speaker.signed(body, url), timeout=5).status_code == 404
