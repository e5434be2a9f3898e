"""PostgreSQL and Redis in folders of their own."""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
from pathlib import Path

from bench.cluster.parts import Missing, Part, free_port, listens, program

DATABASE = "relais"


def postgres(folder: Path, durable: bool = True) -> tuple[Part, str]:
    """The server, and the address of its database. `durable`: every commit waits for the disk, as PostgreSQL
    itself has it; off, only a crash of the machine could tell the difference."""
    binaries = _binaries()
    data, port = folder / "data", free_port()
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
    making = [*_as_server(), str(binaries / "initdb"), "-D", str(data), "-U", "relais", "-A", "trust"]
    made = subprocess.run(
        [*making, "-E", "UTF8"],
        capture_output=True,
        text=True,
        cwd="/",
    )
    if made.returncode:
        raise Missing(f"PostgreSQL cannot begin in {folder}: {made.stderr.strip().splitlines()[-1:]}")
    options = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "max_connections": "120",
        "fsync": "on" if durable else "off",
    }
    command = [*_as_server(), str(binaries / "postgres"), "-D", str(data)]
    command += [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    # SIGINT is PostgreSQL's fast shutdown: clients are not waited for.
    part = Part(
        "PostgreSQL",
        command,
        folder.parent / "logs" / "postgres.log",
        _plain(),
        lambda: _accepts(binaries, port),
        signal.SIGINT,
    )
    return part, f"postgresql+psycopg2://relais@127.0.0.1:{port}/postgres"


def redis(folder: Path) -> tuple[Part, str]:
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [program("redis-server", "redis-server"), "--port", str(port), "--bind", "127.0.0.1"]
    command += ["--save", "", "--dir", str(folder)]
    log = folder.parent / "logs" / "redis.log"
    return Part("Redis", command, log, _plain(), lambda: listens(port)), f"redis://127.0.0.1:{port}/0"


def _accepts(binaries: Path, port: int) -> bool:
    asked = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    return subprocess.run(asked, capture_output=True).returncode == 0


def _binaries() -> Path:
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return (versions[-1] if versions else Path(program("initdb", "postgresql"))).parent


def _as_server() -> list[str]:
    # postgres refuses to run as root; setpriv becomes it, so that the pid is the server's own.
    if os.geteuid() != 0:
        return []
    # Becoming somebody else makes the kernel forget to end it with us, hence --pdeathsig.
    become = ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=INT"]
    return [program("setpriv", "util-linux"), *become, "--"]


def _plain() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8"}
