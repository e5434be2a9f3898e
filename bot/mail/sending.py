"""Sends the letters that are due over one connection. At least once: a crash after the server took a letter
and before that was written down sends it again, under the same Message-ID."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.mail.message import message
from bot.mail.server import MailServer
from bot.orders.outbox import Letter
from bot.orders.store import Store

logger = logging.getLogger(__name__)


@dataclass
class Sent:
    """How many letters the server took, will be asked to take again, or refused for good."""

    delivered: int = 0
    failed: int = 0
    refused: int = 0


def send_due(store: Store, server: MailServer, sender: str, now: Callable[[], datetime]) -> Sent:
    """Raises OSError when the server cannot be reached or goes away; no letter is lost by that."""
    sent = Sent()
    with store.transaction() as tx:
        if not tx.outbox.due(now()):
            return sent
    connection = server.connect()
    try:
        while letter := _take(store, now()):
            _send(store, connection, letter, sender, now, sent)
    finally:
        with suppress(OSError):
            connection.quit()
    return sent


def _take(store: Store, at: datetime) -> Letter | None:
    with store.transaction() as tx:
        return tx.outbox.take(at)


def _send(
    store: Store,
    connection: smtplib.SMTP,
    letter: Letter,
    sender: str,
    now: Callable[[], datetime],
    sent: Sent,
) -> None:
    try:
        connection.send_message(message(letter, sender))
    except (ValueError, smtplib.SMTPNotSupportedError) as impossible:
        _refused(store, letter, str(impossible), sent)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as answer:
        code, words = _answer(answer)
        if code >= 500:
            _refused(store, letter, words, sent)
        else:
            _failed(store, letter, words, now(), sent)
        with suppress(OSError):
            connection.rset()
    except OSError as broken:  # the connection is gone, or the server takes nothing from us as we are set up
        _failed(store, letter, str(broken), now(), sent)
        raise
    else:
        with store.transaction() as tx:
            tx.outbox.delivered(letter.id, now())
        sent.delivered += 1


def _failed(store: Store, letter: Letter, words: str, at: datetime, sent: Sent) -> None:
    logger.warning("letter %s waits: %s", letter.id, words)
    with store.transaction() as tx:
        tx.outbox.failed(letter, words, at)
    sent.failed += 1


def _refused(store: Store, letter: Letter, words: str, sent: Sent) -> None:
    logger.error("letter %s given up: %s", letter.id, words)
    with store.transaction() as tx:
        tx.outbox.refused(letter.id, words)
    sent.refused += 1


def _answer(answer: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) -> tuple[int, str]:
    """The server's code and words."""
    if isinstance(answer, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(answer.recipients.values()))
    else:
        code, said = answer.smtp_code, _bytes(answer.smtp_error)
    return int(code), f"{code} {said.decode('utf-8', 'replace')}"[:500]


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
