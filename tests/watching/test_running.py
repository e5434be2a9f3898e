"""A running Relais seen from outside: its log lines and its figures."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from bot.watching.context import turn_id
from tests.channels.client import Client

SAID = "bonjour je voudrais annuler ma commande, signé zyxwvut"


@dataclass(frozen=True)
class Talked:
    """A Relais that has answered one message; its logs are in JSON."""

    address: str
    actions: str
    logs: Path
    conversation: str
    message_id: str

    def lines(self) -> list[str]:
        files = (self.logs / "server.log", self.logs / "actions.log")
        lines = [line for file in files for line in file.read_text().splitlines()]
        return [
            line for line in lines if line.strip(".")
        ]  # a person's erased lines are dots (docs/privacy.md)


@pytest.fixture(scope="module")
def talked(relais: str, environment: dict[str, str]) -> Talked:
    client = Client.open(relais, merchant="pictoonline", customer="lea.martin@example.org")
    assert client.post(SAID, "m-1").status_code == 202
    assert len(client.events(2)) == 2  # what was said, and the answer
    time.sleep(0.5)  # the last line is on its way through the supervisor
    actions = f"http://127.0.0.1:{environment['RELAIS_ACTION_PORT']}"
    return Talked(relais, actions, Path(environment["RELAIS_STATE_DIR"]) / "logs", client.conversation, "m-1")


def figures(address: str) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    text = requests.get(f"{address}/metrics", timeout=5).text
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_every_line_is_json_and_a_turn_is_followed_through_both_servers(talked: Talked) -> None:
    turn = turn_id(talked.conversation, talked.message_id)
    lines = [json.loads(line) for line in talked.lines()]
    of_turn = [line for line in lines if line.get("turn") == turn]
    assert {line["server"] for line in of_turn} == {"server", "actions"}
    assert {line["conversation"] for line in of_turn} == {talked.conversation}
    assert {line["event"] for line in of_turn} == {"answered", "decided"}
    decided = next(line for line in of_turn if line["event"] == "decided")
    assert decided["decisions"].startswith("cancel_order:")


def test_what_a_customer_says_and_who_they_are_is_in_no_line(talked: Talked) -> None:
    text = "\n".join(talked.lines())
    assert "zyxwvut" not in text
    assert "lea.martin" not in text


def test_both_servers_count_what_they_did(talked: Talked) -> None:
    server, actions = figures(talked.address), figures(talked.actions)
    for stage in ("queue", "nlu", "action", "keep", "whole"):
        assert server["relais_stage_seconds_count", frozenset({("stage", stage)})] >= 1
    assert server["relais_queue_messages", frozenset()] == 0
    assert server["relais_outbox_letters", frozenset({("state", "waiting")})] >= 0
    assert server["relais_unanswered_messages", frozenset()] == 0
    assert actions["relais_action_seconds_count", frozenset()] >= 1
    assert actions["relais_database_seconds_count", frozenset()] > 1
    topics = {dict(labels)["topic"] for name, labels in actions if name == "relais_decisions_total"}
    assert "cancel_order" in topics


def test_no_label_is_a_person_or_a_conversation(talked: Talked) -> None:
    allowed = {"stage", "le", "merchant", "topic", "outcome", "reason", "room", "result", "status", "state"}
    for address in (talked.address, talked.actions):
        for name, labels in figures(address):
            if name.startswith("relais_"):
                assert {key for key, _ in labels} <= allowed
                assert all("@" not in value and talked.conversation != value for _, value in labels)


def test_an_action_server_lets_no_page_in(talked: Talked) -> None:
    page = {"Origin": "https://ailleurs.example"}
    answer = requests.get(f"{talked.actions}/health", headers=page, timeout=5)
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
