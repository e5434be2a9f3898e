"""Both assistants as their ordinary commands start them, each on a store of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bench.nlu.sets import ROOT
from bench.speed.doors import Door, Lost, RelaisDoor, StockDoor
from bench.speed.ports import free_port

BIN = Path(sys.executable).parent
START_SECONDS = 900.0  # generous: a loaded machine is measured too
FIRST = "je voudrais annuler ma commande 204001"


@dataclass
class Side:
    """`commands` are started together, in this order; the last one is the server that customers meet."""

    name: str
    address: str
    commands: Sequence[Sequence[str]]
    environment: dict[str, str]
    door: Callable[[str], Door]
    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    async def start(self) -> float:
        """Seconds until its first right answer has come. Raises RuntimeError when it does not start."""
        started = time.perf_counter()
        for number, command in enumerate(self.commands):
            with (self.folder / f"{self.name}-{number}.log").open("ab") as log:
                process = subprocess.Popen(
                    command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
                )
            self.processes.append(process)
        while time.perf_counter() - started < START_SECONDS:
            if any(process.poll() is not None for process in self.processes):
                break
            with suppress(OSError, Lost):
                async with self.door(self.address) as door:
                    if "204001" in await door.say(FIRST):
                        return time.perf_counter() - started
            await asyncio.sleep(0.1)
        self.stop()
        raise RuntimeError(f"{self.name} did not start; its words are in {self.folder}")

    def stop(self) -> None:
        """Asks all processes to end, and sees to it after a while."""
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.processes.clear()

    def memory(self) -> tuple[float, float]:
        """Resident MB of the largest process, which is the server, and of all together."""
        sizes = []
        for process in self.processes:
            one = psutil.Process(process.pid)
            for each in (one, *one.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    sizes.append(each.memory_info().rss / 1e6)
        return max(sizes), sum(sizes)


def relais_side(folder: Path, model: Path) -> Side:
    """`relais serve`, as `make run` starts it, with limits wide enough for one customer who never stops."""
    port, actions, models = free_port(), free_port(), folder / "models"
    models.mkdir(parents=True, exist_ok=True)
    (models / "relais.tar.gz").symlink_to(model.resolve())
    environment = _environment(folder, "relais") | {
        "RELAIS_PORT": str(port),
        "RELAIS_ACTION_PORT": str(actions),
        "RELAIS_MODEL_DIR": str(models),
        "RELAIS_STATE_DIR": str(folder / "state"),
        **{f"RELAIS_{name}": "1000000" for name in ("SESSION_MESSAGES", "ADDRESS_MESSAGES")},
        "RELAIS_ADDRESS_SESSIONS": "1000000",
        "RELAIS_TURN_TIMEOUT": "60",
    }
    address = f"http://127.0.0.1:{port}"
    return Side("relais", address, [[str(BIN / "relais"), "serve"]], environment, RelaisDoor, folder)


def stock_side(folder: Path, model: Path) -> Side:
    """`rasa run actions` and `rasa run`."""
    port, actions = free_port(), free_port()
    endpoints = folder / "stock-endpoints.yml"
    endpoints.write_text(f'action_endpoint:\n  url: "http://127.0.0.1:{actions}/webhook"\n', encoding="utf-8")
    rasa = str(BIN / "rasa")
    commands = [
        [rasa, "run", "actions", "--actions", "bench.stock.actions", "--port", str(actions)],
        [rasa, "run", "--model", str(model), "--interface", "127.0.0.1", "--port", str(port),
         "--credentials", "bench/stock/credentials.yml", "--endpoints", str(endpoints)],
    ]  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    return Side("stock", address, commands, _environment(folder, "stock"), StockDoor, folder)


def _environment(folder: Path, name: str) -> dict[str, str]:
    """A prepared demo store. SANIC_HOST keeps the action server on this machine, as `relais serve` does."""
    database = f"sqlite:///{folder / name}.db"
    environment = {**os.environ, "RELAIS_DATABASE_URL": database, "SANIC_HOST": "127.0.0.1"}
    subprocess.run(
        [str(BIN / "relais"), "prepare"], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    return environment
