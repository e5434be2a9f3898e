"""Real databases for the tests: SQLite in memory, SQLite in a file, and a throw-away PostgreSQL cluster."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from bot.orders.engine import build_engine

_numbers = count(1)


def postgres_binaries() -> Path | None:
    """The folder of `initdb` and `postgres`, on the PATH or where Debian puts them."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


@contextmanager
def postgres_cluster(binaries: Path) -> Iterator[str]:
    """A PostgreSQL server of its own on a free loopback port; yields the address of a database."""
    folder = Path(tempfile.mkdtemp(prefix="relais-postgres-"))
    server = None
    try:
        _give_to_server(folder)
        data, log, port = folder / "data", folder / "log", _free_port()
        subprocess.run(
            [
                *_as_server(),
                binaries / "initdb",
                "-D",
                data,
                "-U",
                "relais",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "-N",
            ],
            check=True,
            capture_output=True,
            cwd=folder,
        )
        settings = {
            "fsync": "off",
            "full_page_writes": "off",
            "listen_addresses": "127.0.0.1",
            "max_connections": "40",
            "port": str(port),
            "unix_socket_directories": "",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with log.open("wb") as stream:
            server = subprocess.Popen(
                [*_as_server(), binaries / "postgres", "-D", data, *options],
                stdout=stream,
                stderr=stream,
                cwd=folder,
            )
        url = f"postgresql+psycopg2://relais@127.0.0.1:{port}/postgres"
        _wait_for(url, server, log)
        yield url
    finally:
        if server is not None:
            _stop(server, folder / "data" / "postmaster.pid")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres_engine(cluster: str) -> Iterator[Engine]:
    """An engine on a fresh, empty database of the cluster."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    admin = build_engine(cluster).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine = build_engine(cluster.rsplit("/", 1)[0] + f"/{name}")
    try:
        yield engine
    finally:
        engine.dispose()
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def _as_server() -> list[str]:
    # initdb and postgres refuse to run as root.
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def _give_to_server(folder: Path) -> None:
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path, seconds: float = 30) -> None:
    engine = build_engine(url)
    deadline = time.monotonic() + seconds
    try:
        while True:
            try:
                engine.connect().close()
                return
            except OperationalError:
                if server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}") from None
                time.sleep(0.1)
    finally:
        engine.dispose()


def _stop(server: subprocess.Popen[bytes], pid_file: Path) -> None:
    # Under runuser the process started here is not the server: the server's own pid stands in its file.
    pid = int(pid_file.read_text().split()[0]) if pid_file.exists() else server.pid
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)  # fast shutdown
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGQUIT)
        server.wait(timeout=20)
