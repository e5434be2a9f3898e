"""What a log must not hold: e-mail, postal and network addresses, telephone numbers, tokens; and no sign that
would begin a new line or command a terminal."""

from __future__ import annotations

import logging
import re

_RULES = (
    (re.compile(r"\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}"), "[jeton]"),
    (re.compile(r"(?i)\b(bearer\s+)[\w.~+/=-]{8,}"), r"\1[jeton]"),
    # Keys of messaging platforms: Telegram's (in its addresses), Meta's; and Twilio's, as HTTP has it.
    (re.compile(r"(?<![\w-])(?:bot)?\d{6,12}:[\w-]{30,64}(?![\w-])"), "[jeton]"),
    (re.compile(r"\bEAA[A-Za-z0-9]{20,}"), "[jeton]"),
    (re.compile(r"(?i)\b(basic\s+)[\w+/=]{12,}"), r"\1[jeton]"),
    (re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"), "[e-mail]"),
    (re.compile(r"(?<![\w.-])(?:\+|00)33[\s.-]?(?:\(0\)\s?)?[1-9](?:[\s.-]?\d{2}){4}(?!\d)"), "[téléphone]"),
    (re.compile(r"(?<![\w.-])0[1-9](?:[\s.-]?\d{2}){4}(?![\w-])"), "[téléphone]"),
    (
        re.compile(
            r"(?i)\b\d{1,4}(?:\s?(?:bis|ter|quater))?,?\s+(?:rue|avenue|av\.|boulevard|bd|bld|place|chemin|"
            r"impasse|all[ée]e|quai|route|cours|square|passage|faubourg)\b[^\n,;:!?\"'»]{0,60}"
        ),
        "[adresse]",
    ),
    (re.compile(r"\b\d{5}\s+(?=[A-ZÀ-Ü])[A-ZÀ-Ü][\w'’-]+(?:[ -][A-ZÀ-Ü][\w'’-]+)*"), "[adresse]"),
    (re.compile(r"(?<![\w.])(?!127\.|0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}(?![\w.]|\.\d)"), "[ip]"),
    (re.compile(r"(?i)(?<![\w:.])(?:[0-9a-f]{1,4}:){3,7}(?::|[0-9a-f]{1,4})[0-9a-f:]*(?![\w:])"), "[ip]"),
)
LONGEST = 20_000  # characters: masking takes time, and nobody reads further
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_UNSEEN = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def mask(line: str) -> str:
    """One line of a log, fit to keep; of a line without end, its beginning."""
    if len(line) > LONGEST:
        line = line[:LONGEST] + "…"
    line = _UNSEEN.sub(lambda found: f"\\x{ord(found[0]):02x}", _COLOURS.sub("", line))
    for pattern, instead in _RULES:
        line = pattern.sub(instead, line)
    return line


class Masking(logging.Filter):
    """On a handler: whatever comes through it is masked, arguments and traceback included."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = "\n".join(mask(line) for line in record.getMessage().splitlines()), ()
        if record.exc_info:
            text = logging.Formatter().formatException(record.exc_info)
            record.exc_text = "\n".join(mask(line) for line in text.splitlines())
            record.exc_info = None
        return True
