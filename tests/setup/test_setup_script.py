"""scripts/setup on machines where something is missing, and the lock file."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.processes import ROOT

FILES = ("requirements.lock", "pyproject.toml", ".python-version", "scripts/setup")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files the script reads, and an empty home."""
    for name in FILES:
        (tmp_path / "project" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / "project" / name)
    (tmp_path / "home").mkdir()
    (tmp_path / "bin").mkdir()
    for tool in (
        "sh",
        "dirname",
        "cat",
        "cmp",
        "mkdir",
        "grep",
        "tail",
        "cut",
        "ln",
        "rm",
        "sleep",
        "env",
        "printf",
    ):
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or f"/bin/{tool}")
    return tmp_path


def fake(checkout: Path, name: str, script: str) -> None:
    path = checkout / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def setup(checkout: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(checkout / "bin"), "HOME": str(checkout / "home")}
    script = checkout / "project" / "scripts" / "setup"
    return subprocess.run(["/bin/sh", script], env=environment, capture_output=True, text=True, timeout=60)


def fails(checkout: Path) -> str:
    done = setup(checkout)
    assert done.returncode == 1
    lines = [
        line
        for line in done.stderr.replace("\r", "\n").splitlines()
        if line.startswith("Installation impossible")
    ]
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    return lines[0]


UV = 'case "$1" in --version) echo uv 1;; venv) {venv};; *) {pip};; esac'


def test_without_uv_and_python(checkout: Path) -> None:
    if Path("/usr/bin/python3").exists():
        pytest.skip("/usr/bin/python3 is always tried")
    assert "il faut uv ou Python 3" in fails(checkout)


def test_a_shim_that_refuses_to_run_is_passed_over(checkout: Path) -> None:
    fake(checkout, "uv", "echo 'pyenv: uv: command not found' >&2; exit 127")
    local = checkout / "home" / ".local" / "bin"
    local.mkdir(parents=True)
    fake(checkout, "../home/.local/bin/uv", UV.format(venv="echo 'no such python' >&2; exit 1", pip="exit 1"))
    assert "Python 3.10 est introuvable" in fails(checkout)


def test_without_python_310_and_without_network(checkout: Path) -> None:
    fake(
        checkout, "uv", UV.format(venv="echo 'error: Failed to download https://x' >&2; exit 2", pip="exit 1")
    )
    assert "Python 3.10 est introuvable" in fails(checkout)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("error: failed to write: No space left on device (os error 28)", "disque est plein"),
        ("error: dns error: failed to lookup address information", "pas d'accès à l'index"),
        ("error: Request failed after 3 retries: operation timed out", "pas d'accès à l'index"),
        ("error: Hash mismatch for click", "a échoué : error: Hash mismatch for click"),
    ],
)
def test_what_the_installer_says_becomes_one_line(checkout: Path, said: str, expected: str) -> None:
    fake(checkout, "uv", UV.format(venv="exit 0", pip=f"echo '{said}' >&2; exit 2"))
    assert expected in fails(checkout)


def test_a_disk_without_any_room(checkout: Path) -> None:
    fake(checkout, "uv", UV.format(venv="exit 1", pip="exit 1"))
    (checkout / "project" / ".tools").mkdir()
    (checkout / "project" / ".tools" / "probe").symlink_to("/dev/full")
    assert "disque est plein" in fails(checkout)


def test_a_second_call_takes_no_time() -> None:
    if not (ROOT / ".venv/relais-setup-stamp").exists():
        pytest.skip("this environment was not made by scripts/setup")
    started = time.perf_counter()
    subprocess.run([ROOT / "scripts/setup"], check=True, env=dict(os.environ))
    assert time.perf_counter() - started < 1


def test_the_lock_has_hashes_and_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"https?://|--index|--find-links", text)
    pins = [line for line in text.splitlines() if re.match(r"[a-z0-9]", line)]
    assert len(pins) > 150
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==\S+ \\", line) for line in pins)
