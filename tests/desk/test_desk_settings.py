"""RELAIS_DESKS: what is wrong with it is one line, and its secrets are shown nowhere."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from bot.cli import group
from bot.desk.desks import Desks
from bot.settings import SettingsError, load
from tests.desk.test_webhook import KEY

WEBHOOK = {"kind": "webhook", "url": "https://desk.example/hook", "secrets": [KEY]}
CHATWOOT = {
    "kind": "chatwoot",
    "url": "https://desk.example/",
    "token": "t0ken-of-chatwoot",
    "account": 1,
    "inbox": 7,
    "secrets": ["a secret of sixteen signs"],
}
ZAMMAD = {
    "kind": "zammad",
    "url": "https://desk.example",
    "token": "t0ken-of-zammad",
    "group": "Service client",
    "visitor": "visiteur@boutique.example",
    "secrets": ["a secret of sixteen signs"],
}


def test_each_merchant_has_its_desk_and_the_others_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"pictoonline": CHATWOOT, "inno": ZAMMAD, "*": WEBHOOK}
    monkeypatch.setenv("RELAIS_DESKS", json.dumps(given))
    desks = Desks(load())
    rounds = {
        tuple(merchants): type(desk).__name__
        for desk, merchants in desks.rounds(["inno", "a", "pictoonline", "b"])
    }
    assert rounds == {("inno",): "Zammad", ("pictoonline",): "Chatwoot", ("a", "b"): "WebhookDesk"}
    assert type(desks.of("a")).__name__ == "WebhookDesk"


def test_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAIS_DESKS", json.dumps({"pictoonline": CHATWOOT, "inno": ZAMMAD, "*": WEBHOOK}))
    shown = CliRunner().invoke(group, ["config"], env={"COLUMNS": "400"}).output
    assert "desk.example" in shown
    assert not any(secret in shown for secret in ("t0ken", "sixteen", KEY[6:]))


@pytest.mark.parametrize(
    "given",
    [
        "[]",
        "oui",
        '{"a": 1}',
        '{"a": {"kind": "jira"}}',
        json.dumps({"a": {**WEBHOOK, "url": "ftp://x"}}),
        json.dumps({"a": {**WEBHOOK, "secrets": []}}),
        json.dumps({"a": {**WEBHOOK, "secrets": ["court"]}}),
        json.dumps({"a": {**WEBHOOK, "secrets": ["whsec_é" + "=" * 20]}}),
        json.dumps({"a": {**WEBHOOK, "surprise": 1}}),
        json.dumps({"a": {**CHATWOOT, "account": "un"}}),
        json.dumps({"a": {name: value for name, value in ZAMMAD.items() if name != "visitor"}}),
    ],
)
def test_what_cannot_be_is_one_line(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("RELAIS_DESKS", given)
    with pytest.raises(SettingsError) as refused:
        load()
    assert "\n" not in str(refused.value)
    assert "sixteen" not in str(refused.value)
