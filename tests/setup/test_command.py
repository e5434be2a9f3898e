"""The `relais` command itself."""

from __future__ import annotations

import subprocess
import sys
import time

from tests.processes import RELAIS

HEAVY = ("rasa", "sqlalchemy", "tensorflow", "spacy", "sanic", "rich", "jinja2")


def test_help_imports_no_command_and_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from bot.cli import group; "
        "result = CliRunner().invoke(group, ['--help']); assert 'serve' in result.output; "
        "print(*{name.split('.')[0] for name in sys.modules}, *[n for n in sys.modules if 'commands.' in n])"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert [name for name in loaded if name in HEAVY or name.startswith("bot.commands.")] == []


def test_help_is_instant() -> None:
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([RELAIS, "--help"], check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    assert min(seconds) < 2


def test_an_unknown_command_is_no_trace() -> None:
    done = subprocess.run([RELAIS, "danse"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
