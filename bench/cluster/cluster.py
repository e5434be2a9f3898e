"""The cluster as a whole: started in order, watched, ended in the opposite order."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import rmtree
from threading import Event, Thread

from bench.cluster.engines import postgres, redis
from bench.cluster.parts import Missing, Part, free_port
from bench.cluster.proxy import nginx
from bot.serving import answers

ROOT = Path(__file__).resolve().parents[2]
RELAIS = str(Path(sys.executable).with_name("relais"))
START_SECONDS = 240.0


class Cluster:
    """`servers` server and `actions` action processes; whatever process ends is started again."""

    def __init__(
        self,
        servers: int = 3,
        actions: int = 2,
        durable: bool = True,
        told: Callable[[str], None] = lambda _line: None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """`settings` are RELAIS_…, in lower case. Raises Missing for an engine that is not here."""
        self._told, self._ending = told, Event()
        base = ROOT / ".relais" / "cluster"
        base.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(dir=base))
        self.folder.chmod(0o755)  # PostgreSQL runs as somebody else
        self.database, self.database_url = postgres(self.folder / "postgres", durable)
        self.redis, redis_url = redis(self.folder / "redis")
        port, action_port = free_port(), free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.environment = os.environ | {
            "RELAIS_DATABASE_URL": self.database_url,
            "RELAIS_REDIS_URL": redis_url,
            "RELAIS_SECRET": secrets.token_hex(24),
            "RELAIS_TRUSTED_PROXIES": "127.0.0.1",
            "RELAIS_ACTION_URL": f"http://127.0.0.1:{action_port}/webhook",
            **{f"RELAIS_{name.upper()}": value for name, value in (settings or {}).items()},
        }
        self.actions = [self._action_part(number) for number in range(1, actions + 1)]
        self.servers = [self._server_part(number) for number in range(1, servers + 1)]
        ports = [int(part.environment["RELAIS_PORT"]) for part in self.servers]
        action_ports = [int(part.environment["RELAIS_ACTION_PORT"]) for part in self.actions]
        self.proxy = nginx(self.folder / "nginx", port, action_port, ports, action_ports)
        self.parts: list[Part] = [self.database, self.redis, *self.actions, self.proxy, *self.servers]
        self._watcher = Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Raises Missing."""
        for engine in (self.database, self.redis):
            engine.start()
            engine.wait(60)
        made = subprocess.run(
            [RELAIS, "prepare"], env=self.environment, cwd=ROOT, capture_output=True, text=True
        )
        if made.returncode:
            raise Missing(made.stderr.strip())
        self._told("PostgreSQL and Redis answer, the demo store is filled; starting the servers…")
        for part in (*self.actions, self.proxy):
            part.start()
        for part in self.servers:
            part.start()
        for part in (*self.actions, self.proxy, *self.servers):
            part.wait(START_SECONDS)
        self._watcher.start()

    def stop(self, keep: bool = False) -> None:
        """`keep`: the folder with its logs stays."""
        self._ending.set()
        if self._watcher.is_alive():
            self._watcher.join(5)
        for server in self.servers:  # side by side; what they need ends after them
            server.ask_to_end()
        for part in reversed(self.parts):
            part.stop()
        if not keep:
            rmtree(self.folder, ignore_errors=True)

    def healthy(self, seconds: float) -> bool:
        """Whether all parts answer within that time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if all(part.running and part.answers() for part in self.parts):
                return True
            time.sleep(0.5)
        return False

    def _watch(self) -> None:
        """What an orchestrator does: a process that ended is started again, and nothing else is done."""
        while not self._ending.wait(0.5):
            for part in self.parts:
                if not part.running and not part.held:
                    self._told(f"{part.name} has ended and is started again")
                    part.start()

    def _server_part(self, number: int) -> Part:
        port = free_port()
        own = {"RELAIS_PORT": str(port)}
        return self._role("server", number, own, lambda: answers(f"http://127.0.0.1:{port}/health/ready"))

    def _action_part(self, number: int) -> Part:
        port = free_port()
        own = {"RELAIS_ACTION_PORT": str(port)}
        return self._role("actions", number, own, lambda: answers(f"http://127.0.0.1:{port}/health"))

    def _role(self, role: str, number: int, own: dict[str, str], ready: Callable[[], bool]) -> Part:
        name = f"{role} {number}"
        state = self.folder / f"{role}-{number}"
        environment = self.environment | own | {"RELAIS_STATE_DIR": str(state)}

        log = self.folder / "logs" / f"{role}-{number}.log"
        return Part(name, [RELAIS, "serve", "--only", role], log, environment, ready)
