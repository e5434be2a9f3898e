"""What logs must not hold."""

from __future__ import annotations

import logging

import pytest

from bot.masking import Masking, mask


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("pour lea.martin@example.org, vite", "pour [e-mail], vite"),
        ("?email=lea%40example.org&x=1", "[e-mail]&x=1"),
        ("appelez le 06 12 34 56 78 ou +33 6 12.34.56.78", "appelez le [téléphone] ou [téléphone]"),
        ("0612345678", "[téléphone]"),
        ("authorization: Bearer abcdefghij.klm", "authorization: Bearer [jeton]"),
        ("jeton eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln fin", "jeton [jeton] fin"),
        ("j'habite 12 bis rue de la Paix, 75002 Paris", "j'habite [adresse], [adresse]"),
        ("client 203.0.113.9 et 2001:db8:1:2::7", "client [ip] et [ip]"),
        ("a\x1b[31mb\x1b[2Jc\rd", "ab\\x1b[2Jc\\x0dd"),
    ],
)
def test_persons_and_tokens_are_masked(line: str, kept: str) -> None:
    assert mask(line) == kept


@pytest.mark.parametrize(
    "line",
    [
        "No answer within 4.8 s in conversation x8Fj-2_kQ.",
        "commande PRO-2026-004501, colis 6A75000300021",
        "2026-11-22 06:10:31 ERROR bot.channels.responder",
        "http://127.0.0.1:5005/ version 3.6.21",
    ],
)
def test_what_helps_to_find_a_fault_stays(line: str) -> None:
    assert mask(line) == line


def test_a_record_is_masked_with_its_arguments_and_traceback() -> None:
    try:
        raise ValueError("lea@example.org")
    except ValueError as error:
        caught = (ValueError, error, None)
        record = logging.LogRecord("x", 40, "f", 1, "pour %s", ("lea@example.org",), caught)
    Masking().filter(record)
    text = logging.Formatter().format(record)
    assert "lea@" not in text
    assert text.count("[e-mail]") == 2
