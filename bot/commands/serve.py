"""`relais serve`: the action server and Rasa as children, one line when they can answer, none left behind.

`--only` starts one of the two, or what sends letters and messages alone, for machines of their own: see
docs/deploy.md.
"""

from __future__ import annotations

import signal
import time
from contextlib import suppress
from pathlib import Path
from threading import Event
from types import FrameType

import click
from rich.console import Console

from bot.ground import NotReady, check_database, check_port, newest_model
from bot.serving import action_server, answers, cleaner, courier, desks, mailboxes, postman, rasa_server
from bot.settings import Settings, load
from bot.supervisor import Child

START_SECONDS = 180.0
TURN_SECONDS = 12.0  # for turns in flight to end before a server is killed


SERVER, ACTIONS, SENDERS = "server", "actions", "senders"


@click.command()
@click.option(
    "--only",
    type=click.Choice([SERVER, ACTIONS, SENDERS]),
    help="Ne démarrer que le serveur (avec RELAIS_ACTION_URL), que le serveur d'actions, ou que les envois.",
)
def serve(only: str | None) -> None:
    """Démarre le serveur d'actions et Rasa, puis affiche l'adresse. Ctrl-C arrête tout."""
    settings = load()
    roles = _roles(settings, only)
    try:
        model = _check(settings, roles)
    except NotReady as reason:
        raise click.ClickException(str(reason)) from None
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: stop.set())
    children: list[Child] = []
    sending = (
        (postman(settings), courier(settings), mailboxes(settings), cleaner(settings), *desks(settings))
        if roles & {SERVER, SENDERS}
        else ()
    )
    beside = [one for one in sending if one]
    address = settings.address if SERVER in roles else settings.action_address
    health = f"{address}health/ready" if SERVER in roles else f"{address}health"
    try:
        for one in beside:
            one.start()
        if ACTIONS in roles:
            children.append(action_server(settings))
        if model:
            children.append(rasa_server(settings, model))
        if children:
            _wait_until_ready(health, children, stop)
        if children and not stop.is_set():
            with suppress(OSError):  # a full device is no reason not to serve
                click.echo(f"Prêt : {address}")
        while not stop.wait(0.5):
            _check_alive(children)
    except OSError as error:
        raise click.ClickException(f"démarrage impossible : {error.strerror} ({error.filename}).") from None
    finally:
        _stop(children)
        for one in beside:
            one.stop()


def _roles(settings: Settings, only: str | None) -> set[str]:
    if only == SERVER and settings.action_url is None:
        raise click.ClickException("--only server demande RELAIS_ACTION_URL (le serveur d'actions).")
    if only == SENDERS and not (settings.smtp_url or settings.channels_file or settings.desks):
        raise click.ClickException(
            "--only senders demande RELAIS_SMTP_URL, RELAIS_CHANNELS_FILE ou RELAIS_DESKS."
        )
    if only:
        return {only}
    return {SERVER} if settings.action_url else {SERVER, ACTIONS}


def _check(settings: Settings, roles: set[str]) -> Path | None:
    """The model, where one is needed. Raises NotReady."""
    model = newest_model(settings) if SERVER in roles else None
    if SERVER in roles:
        check_port(settings.host, settings.port, "RELAIS_PORT")
    if ACTIONS in roles:
        check_port(settings.action_host, settings.action_port, "RELAIS_ACTION_PORT")
    check_database(settings)
    return model


def _wait_until_ready(health: str, children: list[Child], stop: Event) -> None:
    """Raises click.ClickException when a child ends or the time is over."""
    deadline = time.monotonic() + START_SECONDS
    with Console(stderr=True).status("Démarrage des serveurs…"):
        while not stop.is_set() and not answers(health):
            _check_alive(children)
            if time.monotonic() > deadline:
                late = f"les serveurs ne répondent pas après {START_SECONDS:.0f} s"
                raise click.ClickException(f"{late} (journaux : {children[-1].log.parent}).")
            stop.wait(0.2)


def _check_alive(children: list[Child]) -> None:
    for child in children:
        if child.status is not None:
            raise click.ClickException(
                f"{child.name} s'est arrêté : {child.last_words()} (journal : {child.log})"
            )


def _stop(children: list[Child]) -> None:
    """Rasa first, which lets its turns end with the action server still there. A second Ctrl-C kills at
    once.
    """

    def kill_all(_number: int, _frame: FrameType | None) -> None:
        for child in children:
            child.kill()

    signal.signal(signal.SIGINT, kill_all)
    for child in reversed(children):
        child.stop(TURN_SECONDS)
