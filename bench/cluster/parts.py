"""One process of the cluster: started, killed, started again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from bot.supervisor import Child


class Missing(Exception):
    """What this machine lacks; one line."""


class Part:
    """`name` is what reports call it; `answers` says whether it can work."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        log: Path,
        environment: Mapping[str, str],
        answers: Callable[[], bool],
        ending: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name, self.log, self.answers = name, log, answers
        self.environment, self._command, self._ending = dict(environment), list(command), ending
        self._child: Child | None = None
        self.starts = 0
        self.held = False  # down on purpose: nobody is to start it again

    def start(self) -> None:
        self.starts += 1
        self._child = Child(self.name, self._command, self.log, self.environment)

    @property
    def pid(self) -> int:
        assert self._child
        return self._child.pid

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.status is None

    def wait(self, seconds: float) -> None:
        """Raises Missing when it does not answer in time."""
        deadline = time.monotonic() + seconds
        while not self.answers():
            if not self.running or time.monotonic() > deadline:
                words = self._child.last_words() if self._child else "not started"
                raise Missing(f"{self.name}: {words} ({self.log})")
            time.sleep(0.1)

    def ask_to_end(self) -> None:
        if self.running:
            with suppress(ProcessLookupError):
                os.kill(self.pid, self._ending)

    def stop(self, seconds: float = 15.0) -> None:
        if not self._child:
            return
        if self.running:
            self.ask_to_end()
            deadline = time.monotonic() + seconds
            while self.running and time.monotonic() < deadline:
                time.sleep(0.05)
        self._child.kill()

    def kill(self) -> None:
        """SIGKILL, with all its children."""
        if self._child:
            self._child.kill()


def program(name: str, package: str) -> str:
    """Raises Missing."""
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if not found:
        raise Missing(f"{name} is not installed here (Debian package {package})")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
