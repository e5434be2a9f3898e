"""Child processes of the supervisor."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.supervisor import Child

FOREVER = "import time; time.sleep(600)"


def python(code: str, tmp_path: Path) -> Child:
    return Child("l'essai", [sys.executable, "-c", code], tmp_path / "logs" / "child.log", os.environ)


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition: object, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_child_that_ends_leaves_its_last_words(tmp_path: Path) -> None:
    child = python("print('début'); raise ValueError('pas de base')", tmp_path)
    wait_for(lambda: child.status is not None)
    assert child.status == 1
    assert child.last_words() == "ValueError: pas de base"
    assert "début" in child.log.read_text()


def test_a_child_is_asked_before_it_is_killed(tmp_path: Path) -> None:
    code = (
        "import signal,sys,time; signal.signal(signal.SIGTERM, lambda *a: sys.exit(0)); "
        "print('la', flush=True); time.sleep(600)"
    )
    child = python(code, tmp_path)
    wait_for(lambda: child.log.exists() and "la" in child.log.read_text())
    child.stop(10)
    assert child.status == 0


def test_a_child_that_will_not_end_is_killed_with_its_own_children(tmp_path: Path) -> None:
    code = (
        "import signal,subprocess,sys,time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        f"p=subprocess.Popen([sys.executable,'-c',{FOREVER!r}]); "
        "print('pid', p.pid, flush=True); time.sleep(600)"
    )
    child = python(code, tmp_path)
    wait_for(lambda: child.log.exists() and "pid" in child.log.read_text())
    grandchild = int(child.log.read_text().split()[1])
    child.stop(0.3)
    assert child.status == -9
    wait_for(lambda: not alive(grandchild))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="prctl is Linux's")
def test_children_do_not_survive_a_killed_parent(tmp_path: Path) -> None:
    code = (
        "import os,sys,time; from pathlib import Path; from bot.supervisor import Child; "
        f"c=Child('x',[sys.executable,'-c',{FOREVER!r}],Path({str(tmp_path / 'a.log')!r}),os.environ); "
        "print(c._process.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert alive(child)
    parent.kill()
    parent.wait()
    wait_for(lambda: not alive(child))


def test_a_full_disk_does_not_stop_a_child(tmp_path: Path) -> None:
    child = Child(
        "l'essai", [sys.executable, "-c", "print('x' * 500_000); print('fin')"], Path("/dev/full"), os.environ
    )
    wait_for(lambda: child.status is not None)
    assert child.status == 0
    assert child.last_words() == "fin"
