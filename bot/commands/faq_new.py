"""`relais faq new`: a first pack that passes the check, to be filled in."""

from __future__ import annotations

import re
from pathlib import Path

import click

from bot.commands.faq_example import CASES, MERCHANT, TOPIC

_KEY = re.compile(r"[a-z][a-z0-9_]{1,30}")


def run(merchant: str, root: Path, cases: Path) -> None:
    """Writes the files and says what comes next. Raises click.ClickException rather than overwrite."""
    if not _KEY.fullmatch(merchant):
        raise click.ClickException(f"clé attendue en minuscules, chiffres et « _ », reçu « {merchant} »")
    pack, tried = root / merchant, cases / merchant
    for folder in (pack, tried):
        if folder.exists():
            raise click.ClickException(f"{folder} existe déjà, rien n'est écrit")
    files = {
        pack / "merchant.yml": MERCHANT,
        pack / "cancel_order.yml": TOPIC,
        tried / "cancel_order.yml": CASES,
    }
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            filled = text.replace("@KEY@", merchant).replace("@CLAUSE@", _clause(merchant))
            path.write_text(filled, encoding="utf-8")
    except OSError as failure:
        raise click.ClickException(f"écriture impossible : {failure.filename}") from None
    click.echo("\n".join(f"écrit : {path}" for path in files))
    click.echo(f"""
La suite :
1. Complétez {pack / "merchant.yml"} : nom, document, contacts.
2. Écrivez un fichier par sujet que le document couvre, sur le modèle de {pack / "cancel_order.yml"} ;
   un sujet sans fichier reçoit un aveu honnête et l'offre d'une personne.
3. Ajoutez un cas par règle dans {tried}.
4. relais faq check --faq {root} --cases {cases}
5. Pour importer ses commandes, ajoutez « {merchant} » aux marchands de bot/orders
   (model.py et orders.schema.json).""")


def _clause(merchant: str) -> str:
    """A first clause id: the first two letters, as the others have it."""
    return f"{merchant.replace('_', '')[:2].upper()}-01"
