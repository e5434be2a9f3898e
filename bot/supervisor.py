"""Child processes that live and die with this one, their output masked in log files that rotate."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

from bot.masking import mask
from bot.watching.keeping import keeper

PR_SET_PDEATHSIG = 1


class Child:
    """A process in a group of its own: a Ctrl-C in the terminal reaches only us, and we decide the order."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        log: Path,
        environment: Mapping[str, str],
        form: str = "text",
        to: str = "files",
    ) -> None:
        """Starts it. `name` is how people call it (French); `form` and `to` are the settings of the logs.
        Raises OSError.
        """
        self.name = name
        self.log = log
        self._last: deque[str] = deque(maxlen=40)
        self._keep = keeper(log, form, to)
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=dict(environment),
            start_new_session=True,
            preexec_fn=_die_with_parent(),
        )
        self._reader = Thread(target=self._keep_output, daemon=True)
        self._reader.start()

    @property
    def status(self) -> int | None:
        """None while it runs."""
        return self._process.poll()

    @property
    def pid(self) -> int:
        return self._process.pid

    def stop(self, seconds: float) -> None:
        """Asks it to end, waits so long, then kills its whole group."""
        if self.status is None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(seconds)
        self.kill()

    def kill(self) -> None:
        with suppress(ProcessLookupError, PermissionError):  # all of it is gone
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def last_words(self) -> str:
        """The most telling of its last lines, for a message of one line."""
        self._reader.join(timeout=1)
        lines = [line for line in self._last if line]
        telling = [line for line in lines if re.search(r"error|exception|erreur", line, re.IGNORECASE)]
        return (telling or lines or ["sans explication"])[-1][:300]

    def _keep_output(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            text = mask(line.rstrip())
            self._last.append(text)
            self._keep(text)


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux the kernel kills the child should we be killed ourselves."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
