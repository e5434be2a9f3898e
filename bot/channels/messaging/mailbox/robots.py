"""Mails that no person wrote to us, and that are never answered.

Sources: RFC 3834 (Auto-Submitted, section 2: what must not be answered), RFC 2919 and 2369 (List-…), RFC 3464
(delivery reports), [MS-OXCMAIL] X-Auto-Response-Suppress.
"""

from __future__ import annotations

from collections.abc import Collection
from email.message import Message

from bot.channels.messaging.mailbox.headers import senders, text_of

PRECEDENCE = {"bulk", "junk", "list", "auto_reply"}
LISTS = ("List-Id", "List-Post", "List-Help", "List-Unsubscribe", "Mailing-List")
AUTOMATS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply-From", "X-Loop")
SUPPRESS = {"all", "autoreply", "oof"}
NOBODY = ("mailer-daemon", "postmaster", "noreply", "nepasrepondre", "donotreply", "listmaster", "bounce")


def not_a_person(message: Message, own: Collection[str]) -> str | None:
    """Why the mail is left alone, a few words for the log; None for a person's. `own`: our addresses, in
    lower case."""
    found = senders(message)
    if len(found) != 1:
        return "no single sender"
    if found[0] in own:
        return "our own mail"
    user = found[0].partition("@")[0]
    if user.replace("-", "").replace("_", "").replace(".", "").startswith(tuple(_joined(NOBODY))):
        return "a sender that reads nothing"
    submitted = text_of(message, "Auto-Submitted").lower().partition(";")[0].strip()
    if submitted not in ("", "no"):
        return "sent by a program"
    if text_of(message, "Precedence").lower() in PRECEDENCE:
        return "bulk mail"
    suppress = text_of(message, "X-Auto-Response-Suppress").lower().replace(";", ",")
    if SUPPRESS & {word.strip() for word in suppress.split(",")}:
        return "asks for no automatic answer"
    if "".join(str(message.get("Return-Path", "x")).split()) in ("<>", ""):
        return "empty return path"
    if any(message.get(name) is not None for name in LISTS):
        return "mailing list"
    if any(message.get(name) is not None for name in AUTOMATS):
        return "an automatic answer"
    if message.get_content_type() == "multipart/report":
        return "a report"
    if text_of(message, "X-Spam-Flag").lower() == "yes":
        return "spam"
    return None


def _joined(names: Collection[str]) -> list[str]:
    return [name.replace("-", "") for name in names]
