"""The real action server takes up what `relais faq publish` puts in force, without a restart."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.orders.store import Conversation, Store
from bot.policies.pack import load_pack
from tests.orders.samples import full_order
from tests.processes import RELAIS, ROOT, free_port, running

CONVERSATION, CUSTOMER = "c1", "lea@example.org"
Ask = Callable[[], dict[str, Any]]


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    """PictoOnline's rules with their cases, to edit."""
    shutil.copytree(ROOT / "faq" / "pictoonline", tmp_path / "faq" / "pictoonline")
    shutil.copytree(ROOT / "tests/policies/cases/pictoonline", tmp_path / "cases" / "pictoonline")
    return tmp_path / "faq"


@pytest.fixture
def environment(tmp_path: Path, faq: Path) -> dict[str, str]:
    url = f"sqlite:///{tmp_path / 'relais.db'}"
    store = Store.open(url, create=True)
    with store.transaction() as tx:
        tx.orders.put(full_order(stage="delivered"))
        now = datetime.now(timezone.utc)
        tx.conversations.put(Conversation(CONVERSATION, "pictoonline", CUSTOMER, created_at=now))
    store.dispose()
    return {**os.environ, "RELAIS_DATABASE_URL": url, "RELAIS_FAQ_DIR": str(faq)}


@pytest.fixture
def ask(tmp_path: Path, environment: dict[str, str]) -> Iterator[Ask]:
    """One question to a running server; its answer."""
    port = free_port()
    command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]
    message = {"text": "je veux annuler", "intent": {"name": "cancel_order", "confidence": 0.99}}
    tracker = {"sender_id": CONVERSATION, "latest_message": message, "slots": {}, "events": []}
    call = {"next_action": "action_answer", "tracker": tracker, "domain": {}}

    def question() -> dict[str, Any]:
        answer = requests.post(f"http://127.0.0.1:{port}/webhook", json=call, timeout=10)
        found: dict[str, Any] = answer.json()["responses"][0]
        return found

    with running(command, environment, f"http://127.0.0.1:{port}/health", tmp_path / "actions.log"):
        yield question


def test_published_while_it_runs(ask: Ask, faq: Path, environment: dict[str, str]) -> None:
    assert "Je suis désolé" in ask()["text"]
    table = faq / "pictoonline" / "cancel_order.yml"
    table.write_text(
        table.read_text(encoding="utf-8").replace("Je suis désolé", "Je regrette"), encoding="utf-8"
    )
    time.sleep(2.1)
    assert "Je suis désolé" in ask()["text"]  # edited, not published
    publish = [RELAIS, "faq", "publish", "--cases", str(faq.parent / "cases")]
    subprocess.run(publish, env=environment, cwd=ROOT, check=True, capture_output=True)
    time.sleep(2.1)
    assert "Je regrette" in ask()["text"]
    store = Store.open(environment["RELAIS_DATABASE_URL"])
    with store.transaction() as tx:
        newest, *_, oldest = tx.records.decisions()
    store.dispose()
    assert newest["policy_hash"] == load_pack(faq / "pictoonline").hash != oldest["policy_hash"]
