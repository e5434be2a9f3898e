"""`relais channels check`, and a file that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands.channels import channels
from bot.settings import SettingsError
from tests.messaging.conftest import environment
from tests.messaging.peer import Given, Peer
from tests.messaging.speakers import SPEAKERS


@pytest.fixture
def configured(channels_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAIS_CHANNELS_FILE", str(channels_file))
    monkeypatch.setenv("COLUMNS", "300")
    for name, value in environment().items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("configured")
def test_every_account_is_asked_who_it_is(peers: dict[str, Peer]) -> None:
    said = CliRunner().invoke(channels, ["check"])
    assert said.exit_code == 0, said.output
    for speaker in SPEAKERS.values():
        assert f"/channels/{speaker.channel}" in said.output
    assert "@picto_bot" in said.output


@pytest.mark.usefixtures("configured")
def test_an_account_that_does_not_answer_is_told_without_its_secrets(peers: dict[str, Peer]) -> None:
    for peer in peers.values():
        peer.next(Given(401, {}))
    said = CliRunner().invoke(channels, ["check"])
    assert said.exit_code == 1
    assert said.output.count("ne répond pas") == len(SPEAKERS)
    assert not [value for value in environment().values() if value in said.output]


def test_without_a_file_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RELAIS_CHANNELS_FILE", raising=False)
    said = CliRunner().invoke(channels, ["check"])
    assert (said.exit_code, "Aucune messagerie" in said.output) == (0, True)


DEFECTS = {
    "telegramm: {}": "1: telegramm: champ inconnu",
    "telegram: [1]": "1: telegram: ensemble",
    "telegram:\n  Picto: {}": "2: telegram.Picto: nom attendu",
    "telegram:\n  p:\n    merchant: nemo": "3: telegram.p.merchant: marchand inconnu",
    "telegram:\n  p:\n    merchant: pictoonline\n    token_env: NOT_THERE": "NOT_THERE est absente ou vide",
    "telegram:\n  p:\n    merchant: pictoonline\n    token: 12": "5: telegram.p.token: champ inconnu",
    "telegram:\n  p:\n    secret_env: {}": "secret_env: nom d'une variable",
    "telegram:\n  p:\n    api: http://elsewhere.example": "api: adresse en https://",
    "telegram:\n  p:\n    verified_addresses: true": "une commande ne porte qu'une adresse e-mail",
    "telegram: {": "telegram",
}


@pytest.mark.parametrize("text", DEFECTS)
def test_a_defect_is_one_line_with_its_place(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "channels.yml"
    path.write_text(text)
    monkeypatch.setenv("RELAIS_CHANNELS_FILE", str(path))
    said = CliRunner().invoke(channels, ["check"])
    assert isinstance(said.exception, SettingsError)
    lines = str(said.exception).splitlines()
    assert all(line.startswith(f"{path}:") for line in lines)
    assert any(DEFECTS[text].removeprefix("5: ") in line for line in lines), lines


def test_a_file_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELAIS_CHANNELS_FILE", str(tmp_path / "none.yml"))
    said = CliRunner().invoke(channels, ["check"])
    assert "none.yml:1: fichier: fichier absent" in str(said.exception)
