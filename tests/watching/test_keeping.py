"""Where the servers' lines end up."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.watching.keeping import keeper

PRINTING = "from bot.watching.keeping import keeper; from pathlib import Path\n"
LOGGING = "import logging; from bot.watching.logs import install; install('json', 'server')\n"


def test_lines_go_to_a_file_or_to_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "logs" / "server.log"
    keeper(log, "json", "files")("bonjour")
    keeper(log, "json", "stdout")("bonsoir")
    assert json.loads(log.read_text())["event"] == "bonjour"
    assert json.loads(capsys.readouterr().out) == {"level": "info", "server": "server", "event": "bonsoir"}


@pytest.mark.parametrize(
    "code",
    [
        PRINTING + "keeper(Path('x'), 'text', 'stdout')('perdu')",
        PRINTING + "keeper(Path('/dev/full'), 'text', 'files')('perdu')",
        LOGGING + "logging.getLogger('bot').error('perdu')",
    ],
)
def test_a_full_device_loses_the_line_and_nothing_else(code: str) -> None:
    code += "\nimport os; os.write(2, b'still here'); os._exit(0)"
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, b"still here")


def test_a_line_costs_a_turn_little(capsys: pytest.CaptureFixture[str]) -> None:
    code = LOGGING + (
        "import time; log = logging.getLogger('bot'); start = time.process_time()\n"
        "for _ in range(500): log.info('answered', extra={'seconds': 0.0123, 'merchant': 'pictoonline'})\n"
        "print((time.process_time() - start) / 500)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert float(ended.stdout.splitlines()[-1]) < 0.005  # 0.0002 s measured


def test_time_stands_in_each_line_as_utc() -> None:
    code = LOGGING + "logging.getLogger('bot').info('now')"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    stamp = json.loads(ended.stdout)["timestamp"]
    assert stamp.startswith(time.strftime("%Y-%m-%dT%H", time.gmtime()))
