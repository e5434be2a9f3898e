"""`relais photos`: the photos that customers sent with their tickets and incidents."""

from __future__ import annotations

from pathlib import Path

import click

from bot.orders.photos import Photo
from bot.orders.store import Store


@click.group()
def photos() -> None:
    """Montre les photos des clients, et les enregistre."""


@photos.command("list")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10000), help="Combien.")
@click.argument("reference", metavar="[TICKET|INCIDENT]", required=False)
def list_photos(reference: str | None, limit: int) -> None:
    """Les photos d'un ticket (T-…) ou d'un incident (I-…), ou les plus récentes."""
    store = _store()
    with store.transaction() as tx:
        found = tx.photos.of_reference(reference) if reference else tx.photos.newest(limit)
    for photo in found:
        click.echo(
            f"{photo.id:>6}  {photo.received_at:%Y-%m-%d %H:%M}  {photo.reference or 'sans dossier':<14}"
            f"{photo.merchant:<14}{photo.width} × {photo.height}"
        )
    if not found:
        click.echo(f"Aucune photo{f' pour {reference}' if reference else ''}.")


@photos.command()
@click.argument("which", metavar="TICKET|INCIDENT|NUMÉRO")
@click.option(
    "--to", "folder", default=".", type=click.Path(file_okay=False, path_type=Path), help="Dossier."
)
def save(which: str, folder: Path) -> None:
    """Enregistre en JPEG les photos d'un ticket, d'un incident, ou une seule par son numéro."""
    store = _store()
    with store.transaction() as tx:
        one = tx.photos.one(int(which)) if which.isdecimal() and len(which) < 18 else None
        found: list[Photo] = [one] if one else tx.photos.of_reference(which)
        pictures = [(f"photo-{photo.id}.jpg", tx.photos.jpeg(photo.id)) for photo in found]
    if not pictures:
        raise click.ClickException(f"Aucune photo pour {which}.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, jpeg in pictures:
            (folder / name).write_bytes(jpeg)
            click.echo(str(folder / name))
    except OSError as error:
        raise click.ClickException(f"Écriture impossible dans {folder} : {error.strerror}.") from None


def _store() -> Store:
    from bot.wiring import open_store

    store: Store = open_store()
    if not store.ready():
        raise click.ClickException("La base de données n'est pas prête : lancez d'abord « relais prepare ».")
    return store
