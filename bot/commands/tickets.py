"""`relais tickets`: what was left to people, and working on it from the terminal."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timezone

import click
from rich.console import Console

from bot.commands.ticket_store import find, transaction
from bot.orders.model import MERCHANTS

STATES = {"ouvert": "open", "pris": "taken", "clos": "closed", "tout": None}
WAYS = {
    "conversation": "réponse affichée dans la conversation du client ; l'assistant s'y tait jusqu'à "
    "« relais tickets give-back » ou « close »",
    "email": "la conversation est terminée : réponse envoyée par e-mail",
    "both": "réponse affichée dans la conversation et envoyée par e-mail",
    "none": "la conversation est terminée et aucune adresse n'est connue : la réponse est seulement gardée "
    "avec le ticket",
}
name_option = click.option("--name", "-n", help="votre nom, tel que le client le lira ; sinon RELAIS_AGENT")


@click.group()
def tickets() -> None:
    """Les demandes confiées à une personne : les lire, y répondre, les prendre, les rendre, les clore."""


@tickets.command("list")
@click.option("--state", type=click.Choice(list(STATES)), default=None, help="par défaut : ouverts et pris")
@click.option("--merchant", type=click.Choice(MERCHANTS), help="un seul marchand")
@click.option(
    "--limit", type=click.IntRange(1), default=100, show_default=True, help="au plus, les plus récents"
)
@click.option("--json", "as_json", is_flag=True, help="en JSON, une liste")
def list_tickets(state: str | None, merchant: str | None, limit: int, as_json: bool) -> None:
    """Les tickets, les plus récents d'abord."""
    from bot.commands.ticket_view import as_dict, as_table

    with transaction() as tx:
        found = tx.tickets.listed(STATES[state] if state else None, merchant, limit)
    if state is None:
        found = [ticket for ticket in found if ticket.state != "closed"]
    if as_json:
        click.echo(json.dumps([as_dict(ticket) for ticket in found], ensure_ascii=False, indent=2))
    elif found:
        Console().print(as_table(found, datetime.now(timezone.utc)))
    else:
        click.echo("Aucun ticket.")


@tickets.command()
@click.argument("number", metavar="TICKET")
@click.option("--json", "as_json", is_flag=True, help="en JSON")
def show(number: str, as_json: bool) -> None:
    """Un TICKET : le motif, la commande, les décisions, et tout ce qui s'est dit."""
    from bot.commands.ticket_view import card_as_dict, print_card
    from bot.desk.card import card_of

    with transaction() as tx:
        card = card_of(tx, find(tx, number))
    if as_json:
        click.echo(json.dumps(card_as_dict(card), ensure_ascii=False, indent=2))
    else:
        print_card(card, Console())


@tickets.command()
@click.argument("number", metavar="TICKET")
@click.argument("text", metavar="TEXTE", nargs=-1)
@name_option
@click.option("--email", "letter_too", is_flag=True, help="envoyer aussi par e-mail")
@click.option("--close", "and_close", is_flag=True, help="clore le ticket ensuite")
def reply(number: str, text: tuple[str, ...], name: str | None, letter_too: bool, and_close: bool) -> None:
    """Répond au client d'un TICKET ; sans TEXTE, il est lu sur l'entrée standard."""
    from bot.channels.merchants import read_merchants
    from bot.desk import person
    from bot.settings import load

    words = (" ".join(text) or sys.stdin.read()).strip()
    if not words:
        raise click.ClickException("la réponse est vide.")
    settings = load()
    merchants = read_merchants(settings.faq_dir)
    now = datetime.now(timezone.utc)
    with transaction() as tx:
        ticket = find(tx, number)
        if letter_too and not ticket.email:
            raise click.ClickException(f"aucune adresse e-mail n'est connue pour le ticket {ticket.number}.")
        way = person.reply(
            tx, ticket, words, name or settings.agent, now, merchants.get(ticket.merchant), letter_too
        )
        if and_close:
            person.close(tx, find(tx, number), now)
    click.echo(f"{ticket.number} : {WAYS[way]}.")
    if way == person.NONE:
        raise SystemExit(1)


@tickets.command()
@click.argument("number", metavar="TICKET")
@name_option
def take(number: str, name: str | None) -> None:
    """Prend la conversation d'un TICKET : l'assistant s'y tait, ce que dit le client va avec le ticket."""
    from bot.desk import person
    from bot.settings import load

    name = name or load().agent
    with transaction() as tx:
        ticket = find(tx, number)
        if ticket.state == "taken":
            by = f" par {ticket.taken_by}" if ticket.taken_by else ""
            raise click.ClickException(f"le ticket {ticket.number} est déjà pris{by}.")
        person.take(tx, ticket, name, datetime.now(timezone.utc))
    click.echo(f"{ticket.number} : vous avez la conversation ; l'assistant s'y tait.")


@tickets.command("give-back")
@click.argument("number", metavar="TICKET")
def give_back(number: str) -> None:
    """Rend la conversation à l'assistant ; le TICKET reste ouvert."""
    from bot.desk import person

    with transaction() as tx:
        ticket = find(tx, number)
        if ticket.state != "taken":
            raise click.ClickException(f"personne n'a pris le ticket {ticket.number}.")
        person.give_back(tx, ticket, datetime.now(timezone.utc))
    click.echo(f"{ticket.number} : l'assistant répond de nouveau ; le ticket reste ouvert.")


@tickets.command()
@click.argument("number", metavar="TICKET")
def close(number: str) -> None:
    """Clôt un TICKET ; l'assistant répond de nouveau dans la conversation."""
    from bot.desk import person

    with transaction() as tx:
        ticket = find(tx, number)
        if ticket.state == "closed":
            raise click.ClickException(f"le ticket {ticket.number} est déjà clos.")
        person.close(tx, ticket, datetime.now(timezone.utc))
    click.echo(f"{ticket.number} : clos.")


@tickets.command("waiting")
@click.option("--again", is_flag=True, help="tout reprendre maintenant, même ce qui a été abandonné")
def waiting(again: bool) -> None:
    """Ce que le logiciel de support (RELAIS_DESKS) doit encore apprendre, et pourquoi cela attend."""
    from bot.commands.ticket_view import waiting_table

    with transaction() as tx:
        if again:
            tx.desk_events.revive()
        events = tx.desk_events.waiting()
        numbers = {event.ticket_id: tx.tickets.by_id(event.ticket_id) for event in events}
    if events:
        Console().print(waiting_table(events, {id: one.number for id, one in numbers.items() if one}))
    else:
        click.echo("Rien n'attend.")
