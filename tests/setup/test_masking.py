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
        ("de 203.0.113.9. Et 2001:db8::1, fe80::1:2", "de [ip]. Et [ip], [ip]"),
        ("06/12/34/56/78, wa_id 33612345678", "[téléphone], wa_id [téléphone]"),
        ("+32 470 12 34 56, +41791234567, +1 (415) 555-2671", "[téléphone], [téléphone], [téléphone]"),
        ("whatsapp:+33612345678", "whatsapp:[téléphone]"),
        ("redis://:motdepasse@redis:6379/0", "redis://[compte]@redis:6379/0"),
        ("postgresql://relais:s3cr3t@db.internal/x", "postgresql://[compte]@db.internal/x"),
        ("GET /x?access_token=abcdef123456&y=1", "GET /x?access_token=[jeton]&y=1"),
        ("{'X-Okapi-Key': 'abcdef123456', 'a': 1}", "{'X-Okapi-Key': '[jeton]', 'a': 1}"),
        ("DHL-API-Key: abcdef123456", "DHL-API-Key: [jeton]"),
        ("RELAIS_SECRET=0123456789abcdef", "RELAIS_SECRET=[jeton]"),
        ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "[jeton]"),
        ("mon iban FR76 3000 6000 0112 3456 7890 189.", "mon iban [iban]."),
        ("carte 4970 1012 3456 7890", "carte [carte]"),
        ("au 4, résidence les Pins", "au [adresse]"),
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
        "[22/Nov/2026:06:10:31 +0100] 200 GET http://127.0.0.1:5005/v1/events 1234",
        "2026-11-22 06:10:31 +0100 - (sanic.access)[INFO][127.0.0.1:51234]: POST 202 31",
        "std::vector a::b bot.channels::x 12:30:45",
        "colis 3SAB12345678901, LA123456789FR, avoir de 1234.50",
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
