"""Carriers speak TLS: a certificate that nobody vouches for gets neither key nor question."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.carriers.asking import Limits, Tracker
from bot.carriers.failures import Passing
from bot.carriers.laposte import LaPoste
from bot.carriers.tracking import Tracking
from tests.carriers.payloads import COLISSIMO, laposte
from tests.carriers.server import carrier, gives, took, trickles_head
from tests.outbox.certificate import make

GOOD = laposte(("PC1", "2026-11-16T18:47:00+01:00"))


def ask(url: str, seconds: float = 3.0) -> object:
    post = LaPoste(url, "k")
    asking = Tracker([post], Limits())
    try:
        return asking.ask([(post, COLISSIMO)], seconds)[0]
    finally:
        asking.close()


def test_a_known_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, context = make(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    with carrier(context) as api:
        api.will(gives(GOOD))
        assert isinstance(ask(api.url), Tracking)


def test_an_unknown_certificate(tmp_path: Path) -> None:
    _, context = make(tmp_path)
    with carrier(context) as api:
        api.will(gives(GOOD))
        outcome = ask(api.url, 1.0)
        assert isinstance(outcome, Passing)
        assert "SSLError" in str(outcome)
        assert api.paths == []


def test_a_head_that_trickles_under_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, context = make(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    with carrier(context) as api:
        api.will(trickles_head)
        post = LaPoste(api.url, "k")
        asking = Tracker([post], Limits())
        assert took(lambda: asking.ask([(post, COLISSIMO)], 0.6)) < 1.4
        assert took(lambda: asking._threads["laposte"].shutdown(wait=True)) < 1.0  # no thread is held
