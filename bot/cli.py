"""The `relais` command. Each subcommand lives in a module of its own that is imported only when it is called,
so that `relais --help` is instant and a broken command does not take the others with it."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import click

from bot.quiet import hush
from bot.settings import SettingsError

# name -> what it does; the command `name` is the attribute `name` of the module bot.commands.<name>
COMMANDS = {
    "serve": "démarre le serveur d'actions et Rasa, puis affiche l'adresse",
    "train": "entraîne le modèle si ses données ont changé",
    "prepare": "met la base à jour et, en démonstration, la remplit",
    "config": "montre les réglages, leurs valeurs et leur sens",
    "orders": "importe et montre les commandes",
    "faq": "vérifie, explique, compare et publie les règles des marchands",
    "track": "montre où est un colis, d'après son transporteur",
    "audit": "montre ce que l'assistant a fait sur une commande",
    "tickets": "montre les demandes confiées à une personne, et y répond",
    "channels": "dit quelles messageries sont configurées, et si elles répondent",
    "photos": "montre les photos des clients, et les enregistre",
    "feedback": "montre les avis des clients sur les réponses",
    "stats": "montre ce qui est demandé, compris, documenté, et comment cela finit",
    "outbox": "montre les e-mails à envoyer, et les envoie",
    "privacy": "exporte, efface et oublie ce qui est gardé d'une personne (RGPD)",
    "ask": "pose des questions et montre les décisions",
    "shell": "discute dans le terminal, avec le pourquoi sous chaque réponse",
}


class LazyGroup(click.Group):
    """A group whose commands are found by name, and whose help is written without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in COMMANDS if find_spec(f"bot.commands.{name}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = getattr(import_module(f"bot.commands.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commandes"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            raise click.ClickException(str(error)) from None


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def group() -> None:
    """Relais : l'assistant du service client, sur Rasa."""


def main() -> None:
    hush()
    group(prog_name="relais")
