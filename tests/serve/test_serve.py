"""`relais serve` from its start to its end."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.channels.client import Client
from tests.processes import RELAIS, ROOT, free_port, running


def start(environment: dict[str, str]) -> subprocess.Popen[str]:
    ports = {"RELAIS_PORT": str(free_port()), "RELAIS_ACTION_PORT": str(free_port())}
    return subprocess.Popen(
        [RELAIS, "serve"],
        env=environment | ports,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def children(process: subprocess.Popen[str]) -> list[int]:
    text = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(pid) for pid in text.split()]


def gone(pids: list[int]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


@pytest.mark.timeout(300)
def test_one_line_when_ready_and_on_sigterm_the_turn_in_flight_ends(environment: dict[str, str]) -> None:
    process = start(environment)
    assert process.stdout
    assert process.stderr
    line = process.stdout.readline()
    assert line.startswith("Prêt : http://127.0.0.1:"), process.stderr.read()
    address = line.split(" : ")[1].strip().rstrip("/")
    client = Client.open(address, merchant="pictoonline", customer="lea.martin@example.org")
    assert client.post("bonjour").status_code == 202
    started = children(process)
    process.send_signal(signal.SIGTERM)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out, errors.strip()) == (0, "", "")
    assert len(started) == 2
    assert gone(started)

    from bot.channels.message_log import MessageLog
    from bot.orders.engine import build_engine

    engine = build_engine(environment["RELAIS_DATABASE_URL"])
    kinds = [event.kind for event in MessageLog(engine).events_after(client.conversation, 0)]
    engine.dispose()
    assert kinds[:2] == ["said", "message"]


def test_ctrl_c_while_starting_stops_everything(environment: dict[str, str]) -> None:
    process = start(environment)
    started = _two_children(process)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, "")
    assert gone(started)


def test_when_a_server_dies_the_other_is_stopped_and_one_line_says_so(environment: dict[str, str]) -> None:
    process = start(environment)
    started = _two_children(process)
    os.kill(started[0], signal.SIGKILL)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, "")
    assert "s'est arrêté" in errors
    assert len(errors.strip().splitlines()) == 1
    assert gone(started)


def _two_children(process: subprocess.Popen[str]) -> list[int]:
    deadline = time.monotonic() + 30
    while len(found := children(process)) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return found


@pytest.mark.timeout(300)
def test_the_roles_run_apart_and_make_one_relais(environment: dict[str, str]) -> None:
    settings = environment | {"RELAIS_ACTION_PORT": str(free_port()), "RELAIS_PORT": str(free_port())}
    actions_at = f"http://127.0.0.1:{settings['RELAIS_ACTION_PORT']}"
    actions = [RELAIS, "serve", "--only", "actions"]
    server = [RELAIS, "serve", "--only", "server"]
    refused = subprocess.run(server, env=settings, cwd=ROOT, capture_output=True, text=True)
    assert (refused.returncode, "RELAIS_ACTION_URL" in refused.stderr) == (1, True)
    settings["RELAIS_ACTION_URL"] = f"{actions_at}/webhook"
    address = f"http://127.0.0.1:{settings['RELAIS_PORT']}"
    folder = Path(settings["RELAIS_STATE_DIR"])
    with (
        running(actions, settings, f"{actions_at}/health", folder / "only-actions.log") as first,
        running(server, settings, f"{address}/health/ready", folder / "only-server.log") as second,
    ):
        assert (len(children(first)), len(children(second))) == (1, 1)
        client = Client.open(address, merchant="pictoonline", customer="lea.martin@example.org")
        assert "Bonjour" in client.say("bonjour", events=2)[-1]["text"]
