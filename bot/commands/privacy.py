"""`relais privacy`: what is held of a person, handed out, erased, and forgotten in time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from bot.commands.privacy_words import counted, warnings
from bot.orders.model import MERCHANTS
from bot.orders.store import Store
from bot.privacy.registry import Undeclared

BUSY_FILE = (
    "La base est occupée : son fichier n'a pas été réécrit, et peut garder des traces que personne ne lit ; "
    "relancez la commande quand elle l'est moins."
)
email_argument = click.argument("email", metavar="EMAIL")
merchant_option = click.option(
    "--merchant", type=click.Choice(MERCHANTS), help="la personne comme cliente de ce marchand seulement"
)


@click.group()
def privacy() -> None:
    """Exporte, efface et oublie ce qui est gardé d'une personne (RGPD)."""


@privacy.command()
@email_argument
@merchant_option
def export(email: str, merchant: str | None) -> None:
    """Écrit en JSON tout ce qui est gardé de la personne."""
    from bot.clock import Clock
    from bot.privacy.cleaner import log_folder
    from bot.privacy.export import export as export_all
    from bot.settings import load

    with _store() as store:
        found = export_all(store, _checked(email), merchant, log_folder(load()), Clock().now())
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


@privacy.command()
@email_argument
@merchant_option
@click.option(
    "--delete-orders",
    is_flag=True,
    help="supprimer aussi les commandes, au lieu de les garder sans la personne",
)
@click.option("--yes", is_flag=True, help="ne pas demander de confirmation")
def erase(email: str, merchant: str | None, delete_orders: bool, yes: bool) -> None:
    """Efface la personne, après confirmation, et donne un reçu."""
    from bot.clock import Clock
    from bot.privacy.cleaner import log_folder
    from bot.privacy.erase import Request, preview
    from bot.privacy.erase import erase as erase_all
    from bot.privacy.logs import blacken
    from bot.privacy.remains import overwrite_free_pages
    from bot.privacy.words import words_of
    from bot.settings import load
    from bot.signing import signing_key

    settings, request = load(), Request(_checked(email), merchant, delete_orders)
    with _store() as store:
        person, counts = preview(store, request)
        _tell(counts, "Sera effacé", "Rien n'est gardé de cette personne dans la base.")
        for line in warnings(store, person, delete_orders):
            click.echo(line, err=True)
        if not yes:
            click.confirm("Effacer définitivement ?", abort=True, err=True)

        def logs(whose):  # type: ignore[no-untyped-def]
            with store.transaction() as tx:
                words = words_of(tx.connection, whose)
            return blacken(log_folder(settings), words)

        receipt = erase_all(store, request, signing_key(settings), Clock().now(), logs)
        if not overwrite_free_pages(store.engine):
            click.echo(BUSY_FILE, err=True)
    _tell(receipt.counts, "Effacé", "Rien n'a été trouvé.")
    click.echo(json.dumps({"receipt": receipt.as_dict()}, ensure_ascii=False))


@privacy.command()
@click.option("--of", "email", metavar="EMAIL", help="seulement les reçus de cette personne")
def receipts(email: str | None) -> None:
    """Montre les reçus des effacements, le plus récent d'abord ; ils ne disent pas de qui ils sont."""
    from bot.privacy.receipts import read
    from bot.settings import load
    from bot.signing import signing_keys

    with _store() as store, store.transaction() as tx:
        found = read(tx.connection)
    if email is not None:
        keys = signing_keys(load())
        found = [receipt for receipt in found if receipt.is_for(email, keys)]
    for receipt in found:
        click.echo(json.dumps(receipt.as_dict(), ensure_ascii=False))
    if not found:
        click.echo("Aucun reçu.", err=True)


@privacy.command()
@click.option("--dry-run", is_flag=True, help="montrer sans rien effacer")
def purge(dry_run: bool) -> None:
    """Oublie ce qui a été gardé assez longtemps (RELAIS_KEEP_…_DAYS) ; `relais serve` le fait chaque jour."""
    from bot.clock import Clock
    from bot.privacy.cleaner import clean, log_folder
    from bot.privacy.old_logs import old_logs
    from bot.privacy.purge import preview
    from bot.settings import load

    settings, now = load(), Clock().now()
    with _store() as store:
        if dry_run:
            counts = preview(store, settings.kept_days, now)
            counts["logs"] = len(old_logs(log_folder(settings), settings.keep_logs_days, now))
        else:
            counts = clean(store, settings, now)
    _tell(counts, "Serait oublié" if dry_run else "Oublié", "Rien n'est à oublier.")


def _tell(counts: Mapping[str, int], head: str, nothing: str) -> None:
    lines = counted(counts)
    click.echo(f"{head} : {', '.join(lines)}." if lines else nothing, err=True)


def _checked(email: str) -> str:
    """Also an address no mail server would take: it may have been typed so."""
    email = email.strip()
    if "@" not in email[1:-1] or any(char.isspace() for char in email):
        raise click.ClickException(f"adresse e-mail attendue, reçu « {email} ».")
    return email


@contextmanager
def _store() -> Iterator[Store]:
    from sqlalchemy.exc import SQLAlchemyError

    from bot.wiring import open_store

    store = open_store()
    try:
        if not store.ready():
            raise click.ClickException("la base n'est pas prête : lancez d'abord « relais prepare ».")
        yield store
    except Undeclared as table:
        told = f"la table « {table} » de la base n'est pas déclarée (docs/privacy.md) : rien n'a été fait."
        raise click.ClickException(told) from None
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise click.ClickException(f"la base n'a pas répondu, rien n'a été fait : {reason}") from None
    except OSError as error:
        raise click.ClickException(f"{error.strerror} : {error.filename}") from None
    finally:
        store.dispose()
