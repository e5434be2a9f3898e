"""What the merchant's calendar lets one promise of a person's answer."""

from __future__ import annotations

from bot.dialogue.talk import Talk


def when(talk: Talk) -> str:
    """When a person answers, by the merchant's calendar; nothing where no document gives hours."""
    merchant = talk.pack.merchant
    if merchant.opening is None:
        return talk.words("person_hours") if merchant.hours else ""
    if merchant.opening.is_open(talk.now):
        return talk.words("person_now")
    following = merchant.opening.next_words(talk.now)
    return talk.words("person_later", next=following) if following else talk.words("person_hours")
