"""`relais shell`: Rasa's own shell for a merchant and a customer, with the why under each answer."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import click
from rich.console import Console

from bot.ground import NotReady, check_database, check_port, newest_model
from bot.serving import action_server, answers, endpoints_file
from bot.settings import PREFIX, load
from bot.supervisor import Child

START_SECONDS, STOP_SECONDS = 60.0, 5.0


@click.command()
@click.option("--merchant", help="clé du marchand ; sinon RELAIS_MERCHANT")
@click.option("--customer", help="e-mail du client connecté ; sinon RELAIS_CUSTOMER, ou un visiteur")
def shell(merchant: str | None, customer: str | None) -> None:
    """Discute dans le terminal, comme un client. Sous chaque réponse : sujet, faits, règle et clause."""
    chosen = {"MERCHANT": merchant, "CUSTOMER": customer, "STAFF": "true"}
    os.environ.update({PREFIX + name: value for name, value in chosen.items() if value is not None})
    settings = load()
    try:
        model = newest_model(settings)
        check_port("127.0.0.1", settings.action_port, "RELAIS_ACTION_PORT")
        check_port("127.0.0.1", settings.port, "RELAIS_PORT")
        check_database(settings)
    except NotReady as reason:
        raise click.ClickException(str(reason)) from None
    actions = action_server(settings)
    try:
        _wait_for(actions, f"http://127.0.0.1:{settings.action_port}/health")
        command = [sys.executable, "-m", "rasa", "shell", "--model", str(model), "--quiet"]
        # Rasa's shell talks to a REST route that it opens itself: on this machine only.
        command += ["--interface", "127.0.0.1", "--port", str(settings.port)]
        command += ["--endpoints", str(endpoints_file(settings))]
        subprocess.run(command, check=False)
    except KeyboardInterrupt:
        pass
    finally:
        actions.stop(STOP_SECONDS)


def _wait_for(actions: Child, address: str) -> None:
    """Raises click.ClickException when the action server ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    with Console(stderr=True).status("Démarrage du serveur d'actions…"):
        while not answers(address):
            if actions.status is not None or time.monotonic() > deadline:
                raise click.ClickException(
                    f"{actions.name} ne démarre pas : {actions.last_words()} (journal : {actions.log})"
                )
            time.sleep(0.2)
