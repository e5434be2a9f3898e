"""`relais channels check` for mailboxes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.commands.channels import channels
from bot.settings import SettingsError
from tests.dovecot import Dovecot
from tests.messaging.email.samples import SHOP
from tests.messaging.speaker import MERCHANT
from tests.outbox.conftest import Running

ENTRY = {"merchant": MERCHANT, "address": f"Picto <{SHOP}>", "imap_env": "T_IMAP", "smtp_env": "T_SMTP"}


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, imap: Dovecot, smtp: Running) -> None:
    path = tmp_path / "channels.yml"
    path.write_text(json.dumps({"email": {"picto": ENTRY}}))
    monkeypatch.setenv("RELAIS_CHANNELS_FILE", str(path))
    monkeypatch.setenv("T_IMAP", imap.url)
    monkeypatch.setenv("T_SMTP", smtp.url())
    monkeypatch.setenv("COLUMNS", "300")


@pytest.mark.usefixtures("configured")
def test_both_servers_are_asked() -> None:
    said = CliRunner().invoke(channels, ["check"])
    assert said.exit_code == 0, said.output
    assert SHOP in said.output
    assert "IMAP INBOX, 0 non lus ; SMTP prêt" in said.output


@pytest.mark.usefixtures("configured")
def test_a_wrong_key_is_told_without_the_key(imap: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("T_IMAP", f"imap://picto:wrongkey@127.0.0.1:{imap.port}")
    said = CliRunner().invoke(channels, ["check"])
    assert said.exit_code == 1
    assert "ne répond pas : IMAP" in said.output
    assert "wrongkey" not in said.output


@pytest.mark.usefixtures("configured")
def test_a_mail_server_that_is_away_is_told(smtp: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("T_SMTP", "smtp://127.0.0.1:1")
    said = CliRunner().invoke(channels, ["check"])
    assert (said.exit_code, "ne répond pas : SMTP" in said.output) == (1, True)


DEFECTS = {
    ("T_IMAP", "imap://a:b@imap.example"): "imap_env: connexion chiffrée exigée",
    ("T_IMAP", "imaps://imap.example"): "imap_env: adresse attendue",
    ("T_IMAP", "imaps://a:b@imap.example:port"): "imap_env: adresse attendue",
    ("T_SMTP", "smtp://a:b@smtp.example"): "smtp_env: connexion chiffrée exigée",
    ("T_SMTP", "pop://a:b@smtp.example"): "smtp_env: adresse attendue",
    ("T_SMTP", ""): "T_SMTP est absente ou vide",
}


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize("case", DEFECTS)
def test_a_defect_is_one_line(case: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(*case)
    said = CliRunner().invoke(channels, ["check", "--offline"])
    assert isinstance(said.exception, SettingsError)
    assert DEFECTS[case] in str(said.exception)
    assert "a:b@" not in str(said.exception)
