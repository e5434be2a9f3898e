"""`relais serve` and `relais prepare` say in one line what is missing."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest

from tests.processes import RELAIS, free_port


def refused(command: str, tmp_path: Path, **settings: str) -> str:
    """What the command prints; it must end with 1 and one line."""
    given = {
        "port": str(free_port()),
        "action_port": str(free_port()),
        "state_dir": str(tmp_path),
        **settings,
    }
    environment = {**os.environ, **{f"RELAIS_{name.upper()}": value for name, value in given.items()}}
    done = subprocess.run(
        [RELAIS, *command.split()], env=environment, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr


@pytest.fixture
def models(tmp_path: Path) -> str:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "a.tar.gz").touch()
    return str(tmp_path / "models")


def test_no_model(tmp_path: Path) -> None:
    assert "aucun modèle" in refused("serve", tmp_path, model_dir=str(tmp_path / "none"))


@pytest.mark.parametrize("setting", ["port", "action_port"])
def test_a_port_that_is_taken(tmp_path: Path, models: str, setting: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        line = refused("serve", tmp_path, model_dir=models, **{setting: port})
    assert f"le port {port} est déjà pris" in line
    assert f"RELAIS_{setting.upper()}" in line


@pytest.mark.parametrize("url", ["sqlite:///{tmp}/new.db", "sqlite:////nowhere/at/all.db", "not an address"])
def test_no_database(tmp_path: Path, models: str, url: str) -> None:
    line = refused("serve", tmp_path, model_dir=models, database_url=url.format(tmp=tmp_path))
    assert "relais prepare" in line


def test_a_database_that_does_not_answer_keeps_its_password(tmp_path: Path, models: str) -> None:
    url = f"postgresql://relais:motdepasse@127.0.0.1:{free_port()}/relais"
    for command in ("serve", "prepare"):
        line = refused(command, tmp_path, model_dir=models, database_url=url)
        assert "motdepasse" not in line
        assert "127.0.0.1" in line


def test_production_without_a_secret(tmp_path: Path) -> None:
    assert "RELAIS_SECRET" in refused("serve", tmp_path, mode="production")


def test_senders_alone_need_a_mail_server(tmp_path: Path) -> None:
    assert "RELAIS_SMTP_URL" in refused("serve --only senders", tmp_path)
