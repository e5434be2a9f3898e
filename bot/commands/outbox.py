"""`relais outbox`: the e-mails that the assistant wrote, and sending them by hand."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.orders.outbox import Letter
from bot.orders.store import Store


@click.group()
def outbox() -> None:
    """Montre les e-mails à envoyer, ou les envoie. `relais serve` les envoie de lui-même."""


@outbox.command("list")
@click.option("--all", "everything", is_flag=True, help="montrer aussi les e-mails envoyés")
@click.option(
    "--limit", type=click.IntRange(1), default=100, show_default=True, help="au plus, les plus récents"
)
def show(everything: bool, limit: int) -> None:
    """Les e-mails en attente, et pourquoi."""
    store = _store()
    with store.transaction() as tx:
        letters = tx.outbox.letters(waiting_only=not everything, limit=limit)
    store.dispose()
    if letters:
        Console().print(as_table(letters))
    else:
        click.echo("Aucun e-mail." if everything else "Aucun e-mail en attente.")


@outbox.command()
@click.option("--again", is_flag=True, help="reprendre aussi les e-mails abandonnés")
def send(again: bool) -> None:
    """Envoie maintenant les e-mails en attente par le serveur de RELAIS_SMTP_URL."""
    from bot.clock import Clock
    from bot.mail.sending import send_due
    from bot.mail.server import MailServer
    from bot.settings import load

    settings = load()
    if not settings.smtp_url or not settings.mail_from:
        raise click.ClickException("RELAIS_SMTP_URL n'est pas réglé : les e-mails restent en attente.")
    store = _store()
    if again:
        with store.transaction() as tx:
            tx.outbox.revive()
    try:
        sent = send_due(store, MailServer.parse(settings.smtp_url), settings.mail_from, Clock().now)
    except OSError as trouble:
        raise click.ClickException(f"le serveur d'envoi ne répond pas : {trouble}") from None
    finally:
        store.dispose()
    told = [f"{sent.delivered} envoyé{_s(sent.delivered)}"]
    told += [f"{sent.failed} à réessayer plus tard"] if sent.failed else []
    told += [f"{sent.refused} abandonné{_s(sent.refused)} (relais outbox list)"] if sent.refused else []
    click.echo(", ".join(told))
    if sent.failed or sent.refused:
        raise SystemExit(1)


def as_table(letters: list[Letter]) -> Table:
    from bot.commands.order_view import moment

    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for head in ("N°", "Écrit", "À", "Objet", "État"):
        table.add_column(head, overflow="fold")
    for letter in letters:
        cells = (str(letter.id), moment(letter.queued_at), letter.recipient, letter.subject, _state(letter))
        table.add_row(*(Text("".join(c if c.isprintable() else "?" for c in cell)) for cell in cells))
    return table


def _state(letter: Letter) -> str:
    from bot.commands.order_view import moment

    if letter.delivered_at:
        return f"envoyé le {moment(letter.delivered_at)}"
    if letter.given_up:
        return f"abandonné : {letter.last_error}"
    if letter.attempts and letter.due_at:
        why = f" ({letter.last_error})" if letter.last_error else ""
        tried = f"{letter.attempts} essai{_s(letter.attempts)}"
        return f"{tried}, le prochain à partir du {moment(letter.due_at)}{why}"
    return "en attente"


def _s(count: int) -> str:
    return "s" if count > 1 else ""


def _store() -> Store:
    from bot.wiring import open_store

    store = open_store()
    if not store.ready():
        raise click.ClickException("la base n'est pas prête : lancez d'abord « relais prepare ».")
    return store
