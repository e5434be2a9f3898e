"""A whole Relais as `make run` starts it, on a store of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import RELAIS, ROOT, free_port, running
from tests.trained_model import small_model


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """Where a model lies: the project's own (`make test` makes it current), else a small one."""
    folder = Path(os.environ.get("RELAIS_MODEL_DIR", ROOT / "models"))
    return folder if any(folder.glob("*.tar.gz")) else small_model().parent


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> dict[str, str]:
    """Settings of a prepared demo on free ports."""
    folder = tmp_path_factory.mktemp("relais")
    settings = {
        **os.environ,
        "RELAIS_DATABASE_URL": f"sqlite:///{folder / 'relais.db'}",
        "RELAIS_STATE_DIR": str(folder / "state"),
        "RELAIS_MODEL_DIR": str(model_folder),
        "RELAIS_PORT": str(free_port()),
        "RELAIS_ORIGINS": f"http://127.0.0.1:{free_port()}",  # of a shop's page in the tests of the widget
        "RELAIS_ACTION_PORT": str(free_port()),
        "RELAIS_LOG_FORMAT": "json",
    }
    subprocess.run([RELAIS, "prepare"], env=settings, cwd=ROOT, check=True)
    return settings


@pytest.fixture(scope="session")
def relais(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Relais."""
    address = f"http://127.0.0.1:{environment['RELAIS_PORT']}"
    log = tmp_path_factory.mktemp("serve") / "serve.log"
    with running([RELAIS, "serve"], environment, f"{address}/health/ready", log, seconds=180):
        yield address
