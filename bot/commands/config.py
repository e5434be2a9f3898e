"""`relais config`: every setting with its value, default and meaning."""

from __future__ import annotations

import click

from bot.settings import PREFIX, Settings, load


@click.command()
@click.option("--markdown", is_flag=True, help="Écrire la page docs/configuration.md sur la sortie standard.")
def config(markdown: bool) -> None:
    """Montre les réglages : nom, valeur, défaut, sens. Les secrets sont masqués."""
    if markdown:
        click.echo(as_markdown(), nl=False)
        return
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    heads = [
        Column("Réglage", no_wrap=True),
        Column("Valeur", overflow="fold"),
        Column("Défaut", overflow="fold"),
    ]
    table = Table(*heads, "Sens", box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    current = load()
    for name, field in Settings.__fields__.items():
        value, default = shown(getattr(current, name)), shown(field.default)
        changed = "" if value == default else "bold"
        table.add_row(variable(name), Text(value, changed), Text(default), Text(field.field_info.description))
    Console().print(table)


def variable(name: str) -> str:
    """The environment variable of the setting `name`."""
    return PREFIX + name.upper()


def shown(value: object) -> str:
    """A value as it may be shown: no secret, no password inside an address."""
    if value is None or value in ("", {}):
        return "–"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ", ".join(f"{key}: {shown(one)}" for key, one in value.items())
    text = str(value)
    scheme, separator, rest = text.partition("://")
    if separator and "@" in rest:
        account, _, place = rest.rpartition("@")
        text = f"{scheme}://{account.split(':')[0]}:***@{place}"
    return text


def as_markdown() -> str:
    """The page docs/configuration.md (a test keeps it current)."""
    rows = [
        f"| `{variable(name)}` | {_cell(field.default)} | {field.field_info.extra['english']} |"
        for name, field in Settings.__fields__.items()
    ]
    return "\n".join([*HEAD, *rows, ""])


def _cell(default: object) -> str:
    text = shown(default)
    return text if text == "–" else f"`{text}`"


HEAD = [
    "# Configuration",
    "",
    "Relais is configured by environment variables; `relais config` shows their values in force.",
    "This page is written by `relais config --markdown > docs/configuration.md`.",
    "",
    "| variable | default | meaning |",
    "| --- | --- | --- |",
]
