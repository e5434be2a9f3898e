"""`relais channels`: the messaging channels that are configured, and whether they answer."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text


@click.group()
def channels() -> None:
    """Messageries : Telegram, WhatsApp, Messenger, SMS, e-mail…"""


@channels.command()
@click.option(
    "--offline", is_flag=True, help="vérifier le fichier seulement, sans rien demander aux plateformes"
)
def check(offline: bool) -> None:
    """Dit ce qui est configuré dans RELAIS_CHANNELS_FILE, et si chaque plateforme répond."""
    from bot.channels.messaging.configuration import open_channels
    from bot.channels.messaging.failures import SendFailure
    from bot.settings import load

    settings = load()
    platforms = open_channels(settings)
    if not platforms:
        click.echo("Aucune messagerie : RELAIS_CHANNELS_FILE n'est pas réglé, ou le fichier est vide.")
        return
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for head in ("Messagerie", "Marchand", "Adresse à déclarer", "Réponse"):
        table.add_column(head, overflow="fold")
    silent = 0
    for channel, platform in platforms.items():
        try:
            said = "non demandée" if offline else platform.probe()
        except SendFailure as trouble:
            said, silent = f"ne répond pas : {trouble}", silent + 1
        public = settings.channels_url or settings.address.rstrip("/")
        cells = (channel, platform.account.merchant, platform.place(public), said)
        table.add_row(*(Text(cell) for cell in cells))
    Console().print(table)
    if silent:
        raise SystemExit(1)
