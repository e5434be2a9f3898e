"""Text that would like to be something else: a template, markup, SQL, a line of a log."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.conftest import MINE, TRICKS
from tests.hostile.visitor import Visitor

TEXTS = {
    "jinja": "{{7*7}}{{ config }}{{ ''.__class__.__mro__ }}",
    "jinja block": "{% for x in range(9) %}49{% endfor %}",
    "other templates": "${7*7} #{7*7} <%= 7*7 %>",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "sql": '\'; DROP TABLE orders; -- " OR ""="',
    "format string": "%s%s%n {0.__class__} {order.email}",
    "override": "bonjour \u202e\u2066resu\u2069",
    "invisible": "bon\u200b\u200d\ufeffjour",
    "marks": "z" + "\u0301" * 300,
    "emoji": "👩‍👩‍👧‍👦" * 30,
    "half a character": "bon\ud800jour",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_message_is_text_and_nothing_else(server: str, rows: Any, untouched: None, name: str) -> None:
    mine = Visitor.open(server)
    orders = rows("SELECT count(*) FROM orders")
    answer = mine.say(TEXTS[name])
    assert "4949" not in answer
    assert not [word for word in ("Traceback", "__class__", "Undefined", "<script>") if word in answer]
    assert "Toutes mes excuses" not in answer
    assert rows("SELECT count(*) FROM orders") == orders
    (kept,) = rows("SELECT text FROM web_messages WHERE conversation_id = :id", id=mine.conversation)
    assert not set(kept[0]) & set("\x00\x1b\u202e\u2066\u2069")


@pytest.mark.parametrize("ask", ["où en est ma commande TP-66601 ?", "je veux annuler ma commande TP-66601"])
def test_an_article_with_such_a_name_is_shown_as_it_is(server: str, untouched: None, ask: str) -> None:
    answer = Visitor.open(server, email=MINE).say(ask)
    assert "49" not in answer.replace("149", "")
    assert "Toutes mes excuses" not in answer
    if "{{" in answer:
        assert TRICKS.split("'")[0] in answer


@pytest.mark.parametrize("code", ["{{7*7}}", "' OR 1=1 --", "<b>PROMO10</b>", "{% raw %}X1"])
def test_a_coupon_code_is_text(server: str, untouched: None, code: str) -> None:
    mine = Visitor.open(server, email=MINE)
    mine.say("mon code promo ne marche pas")
    answer = mine.say(code)
    assert "49" not in answer
    assert "Toutes mes excuses" not in answer


def test_no_line_of_a_log_is_forged_and_no_person_is_in_it(server: str, folder: Path) -> None:
    mine = Visitor.open(server)
    mine.say("bonjour\n2026-11-22 00:00:00 ERROR forged line\x1b[2J lea.secret@example.org 06 12 34 56 78")
    headers = {"origin": "https://evil.example/\x1b[31m", "user-agent": f"Bearer {mine.token}"}
    mine.ask("/v1/nothing%0aforged%20line?email=lea.secret@example.org", "GET", headers=headers)
    time.sleep(0.5)
    logs = [path.read_text() for path in (folder / "state" / "logs").glob("*.log*")]
    assert logs
    for text in logs:
        assert "\x1b" not in text
        assert not [line for line in text.splitlines() if line.startswith("2026-11-22 00:00:00")]
        for secret in ("lea.secret", "06 12 34 56 78", mine.token, mine.address, "@example.org"):
            assert secret not in text
