"""A pytest plugin: names at the end the engines that this machine lacks, whose tests did not run."""

from __future__ import annotations

from typing import Any

from tests.browsers import chromium_path
from tests.deploy.engines import COMPOSE_SCHEMA, nginx_path
from tests.dovecot import dovecot_path
from tests.engines import postgres_binaries


def pytest_terminal_summary(terminalreporter: Any) -> None:
    engines = {
        "PostgreSQL": postgres_binaries(),
        "Chromium": chromium_path(),
        "Dovecot": dovecot_path(),
        "nginx": nginx_path(),
        "schéma Compose (scripts/schemas)": COMPOSE_SCHEMA if COMPOSE_SCHEMA.exists() else None,
    }
    absent = [name for name, place in engines.items() if place is None]
    if absent:
        terminalreporter.write_line(f"non exécuté : {', '.join(absent)}", yellow=True)
