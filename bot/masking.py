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
    (re.compile(r"\bwhsec_[\w+/=-]{8,}"), "[jeton]"),
    (re.compile(r"://[^\s/@:]{0,64}:[^\s/@]{1,128}@"), "://[compte]@"),  # before e-mails: it looks like one
    (
        re.compile(
            r"(?i)((?<![a-z\d])(?:token|secret|password|passwd|pwd|api-?_?key|okapi-key|signature)"
            r"[\"']?\s?[=:]\s?[\"']?)(?!\[)[^\s\"'&,;]{6,}"
        ),
        r"\1[jeton]",
    ),
    (re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){4,7}(?:\s?[A-Z\d]{1,3})?\b"), "[iban]"),
    (re.compile(r"(?<![\w.-])(?:\d{4}[ -]?){3}\d{4}(?![\w-])"), "[carte]"),
    (re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"), "[e-mail]"),
    (re.compile(r"(?<![\w.-])(?:\+|00)33[\s.-]?(?:\(0\)\s?)?[1-9](?:[\s.-]?\d{2}){4}(?!\d)"), "[téléphone]"),
    (re.compile(r"(?<![\w.-])0[1-9](?:[\s./-]?\d{2}){4}(?![\w-])"), "[téléphone]"),
    (re.compile(r"(?<![\w.-])33[67]\d{8}(?![\w-])"), "[téléphone]"),  # as messaging platforms write it
    (re.compile(r"(?<![\w.])\+[1-9](?:[\s.()-]{0,2}\d){7,14}(?!\d)"), "[téléphone]"),  # of other countries
    (
        re.compile(
            r"(?i)\b\d{1,4}(?:\s?(?:bis|ter|quater))?,?\s+(?:rue|avenue|av\.|boulevard|bd|bld|place|chemin|"
            r"impasse|imp\.|all[ée]e|quai|route|cours|square|passage|faubourg|lotissement|lieu[- ]dit|hameau|"
            r"voie|r[ée]sidence|esplanade|sentier|promenade|villa)\b[^\n,;:!?\"'»]{0,60}"
        ),
        "[adresse]",
    ),
    (re.compile(r"\b\d{5}\s+(?=[A-ZÀ-Ü])[A-ZÀ-Ü][\w'’-]+(?:[ -][A-ZÀ-Ü][\w'’-]+)*"), "[adresse]"),
    (re.compile(r"(?<![\w.])(?!127\.|0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\w)"), "[ip]"),
    (re.compile(r"(?i)(?<![\w:.])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:])"), "[ip]"),
    # Shortened: with a digit, for C++ and Rust have their own colons.
    (
        re.compile(
            r"(?i)(?<![\w:.])(?=[a-f:]{0,30}\d)[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5}::[0-9a-f:]{0,30}(?![\w:])"
        ),
        "[ip]",
    ),
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
