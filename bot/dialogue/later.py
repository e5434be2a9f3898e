"""The day that a supposition names: « et si demain… », « et jeudi, si… », « si d'ici lundi… »."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.policies.calendar import PARIS

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
WHEN = (
    r"(?:d ici |a partir de |apres |ce |le )?(?:demain(?: (?:matin|soir))?|apres demain|"
    rf"(?:{'|'.join(_DAYS)})(?: prochain)?|"
    r"la semaine prochaine|dans (?:une|\d{1,3}) (?:h|heures?|jours?|semaines?))"
)
_LATER = {
    r"\bdemain\b": timedelta(days=1),
    r"\bapres demain\b": timedelta(days=2),
    r"\b(?:la semaine prochaine|dans une semaine)\b": timedelta(days=7),
}
_IN = re.compile(r"\bdans (\d{1,3}) (h|heures?|jours?|semaines?)\b")
_UNITS = {"h": timedelta(hours=1), "j": timedelta(days=1), "s": timedelta(days=7)}
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})\b(?! dernier)")


def later(text: str, now: datetime) -> timedelta:
    """How long from ``now`` the folded ``text`` supposes it to be; zero where it names no day to come."""
    if found := _IN.search(text):
        return int(found[1]) * _UNITS[found[2][0]]
    if delay := next((delay for words, delay in reversed(_LATER.items()) if re.search(words, text)), None):
        return delay
    if found := _WEEKDAY.search(text):
        ahead = (_DAYS.index(found[1]) - now.astimezone(PARIS).weekday()) % 7
        return timedelta(days=ahead or 7)
    return timedelta()
