"""Log lines: one event, one line, no person in it, naming its turn."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.masking import mask
from bot.watching.context import about, turn_id
from bot.watching.lines import formatter, wrapped


def line_of(form: str, message: str, *args: object, **extra: object) -> str:
    logger = logging.Logger("bot.test")
    record = logger.makeRecord("bot.test", logging.INFO, "", 0, message, args, None, extra=dict(extra))
    return formatter(form, "server").format(record)


def test_a_line_names_the_turn_it_was_written_in() -> None:
    with about("c0nv", "m-1"):
        inside = json.loads(line_of("json", "asked %s", 3, seconds=0.25))
    outside = json.loads(line_of("json", "later"))
    assert (inside["conversation"], inside["turn"]) == ("c0nv", turn_id("c0nv", "m-1"))
    assert (inside["event"], inside["server"], inside["level"], inside["seconds"]) == (
        "asked 3",
        "server",
        "info",
        0.25,
    )
    assert "turn" not in outside


def test_no_person_is_in_a_line_whatever_field_brings_them() -> None:
    for form in ("json", "text"):
        line = line_of(form, "mail to %s", "lea.martin@example.org", phone="06 12 34 56 78", where=["a@b.fr"])
        assert "lea.martin" not in line
        assert "a@b.fr" not in line
        assert "12 34" not in line


def test_a_traceback_is_masked_and_stays_in_its_line() -> None:
    try:
        raise ValueError("no order of lea.martin@example.org")
    except ValueError:
        record = logging.LogRecord("bot", logging.ERROR, "", 0, "failed", (), sys.exc_info())
    line = formatter("json", "actions").format(record)
    assert "\n" not in line
    assert "ValueError: no order of [e-mail]" in json.loads(line)["exception"]


def test_rasas_own_json_lines_become_parts_of_ours() -> None:
    theirs = '{"event": "processor.slots", "event_info": "3 slots", "level": "info"}'
    line = json.loads(line_of("json", theirs))
    assert (line["event"], line["event_info"], line["logger"]) == ("processor.slots", "3 slots", "bot.test")


def test_a_printed_line_is_wrapped_and_a_json_line_left() -> None:
    assert json.loads(wrapped('il dit "zut"', "actions"))["event"] == 'il dit "zut"'
    assert wrapped('{"event": "x"}', "actions") == '{"event": "x"}'


@given(st.text(), st.text())
def test_the_supervisors_second_masking_leaves_json_readable(message: str, value: str) -> None:
    line = line_of("json", "%s", message, value=value)
    assert "\n" not in line
    json.loads(mask(line))


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_message_without_end_gives_a_line_of_bounded_length(form: str) -> None:
    assert len(line_of(form, "x" * 1_000_000)) < 20_000
