"""`relais train`: `rasa train`, when it is needed, without the wall of text."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.settings import Settings, load
from bot.training import current_model, inputs_hash, mark_newest, model_path

COMPONENT = re.compile(r"(?:Starting to train|Restored) component '([^']+)'")
PLAIN = re.compile(r"\x1b\[[0-9;]*m")


@click.command()
@click.option("--force", is_flag=True, help="Entraîner même si rien n'a changé.")
def train(force: bool) -> None:
    """Entraîne le modèle si ses données ont changé."""
    settings, root = load(), Path.cwd()
    if not (root / "config.yml").exists():
        raise click.ClickException(
            f"pas de config.yml ici ({root}) : lancez la commande à la racine du projet."
        )
    model = None if force else current_model(root, settings.model_dir)
    if model:
        mark_newest(model)
        click.echo("Modèle à jour.", err=True)
        return
    try:
        with _alone(settings.state_dir):
            model = (
                None if force else current_model(root, settings.model_dir)
            )  # another command may just have made it
            seconds = 0.0 if model else _train(root, settings)
    except OSError as error:
        raise click.ClickException(
            f"l'entraînement n'a pas pu écrire : {error.strerror} ({error.filename or settings.model_dir})."
        ) from None
    click.echo(f"Modèle entraîné en {seconds:.0f} s." if seconds else "Modèle à jour.", err=True)


@contextmanager
def _alone(state_dir: Path) -> Iterator[None]:
    """Two commands started at once train once: the second waits and finds the model."""
    state_dir.mkdir(parents=True, exist_ok=True)
    with open(state_dir / "train.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _train(root: Path, settings: Settings) -> float:
    """Trains into a folder aside and moves the finished model in, so that a half-written one is never loaded.

    Returns the seconds it took. Raises click.ClickException with the reason, OSError when the disk is in the
    way.
    """
    target = model_path(settings.model_dir, inputs_hash(root))
    settings.model_dir.mkdir(parents=True, exist_ok=True)
    log = settings.state_dir / "logs" / "train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=".training-", dir=settings.model_dir) as aside:
        # --force: Rasa's own cache looks at a component's class only, not at the modules it uses.
        command = [
            sys.executable,
            "-m",
            "rasa",
            "train",
            "--force",
            "--out",
            aside,
            "--fixed-model-name",
            "model",
        ]
        status = _watched(command, log)
        made = Path(aside) / "model.tar.gz"
        if status != 0 or not made.exists():
            raise click.ClickException(f"l'entraînement a échoué : {_reason(log)} (journal : {log})")
        shutil.move(made, target)
    mark_newest(target)
    return time.monotonic() - started


def _watched(command: list[str], log: Path) -> int:
    """Runs with all output in `log`, showing what is being trained and for how long. Returns the exit
    status.
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        console.print("Entraînement du modèle…")
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    shown: dict[str, Any] = {"console": console, "transient": True, "disable": not console.is_terminal}
    with open(log, "w") as out, Progress(*columns, **shown) as progress:
        task = progress.add_task("Entraînement du modèle", total=None)
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert process.stdout
        try:
            for line in process.stdout:
                out.write(PLAIN.sub("", line))
                if found := COMPONENT.search(line):
                    progress.update(task, description=f"Entraînement du modèle : {found[1]}")
            return process.wait()
        finally:
            if process.poll() is None:  # Ctrl-C, or the log could not be written
                process.terminate()
                process.wait()


def _reason(log: Path) -> str:
    """The last line of the log that says something."""
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    telling = [line for line in lines if re.search(r"error|exception|invalid", line, re.IGNORECASE)]
    return (telling or lines or ["sans explication"])[-1][:300].rstrip(os.linesep)
