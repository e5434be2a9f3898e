"""`relais faq`: what merchants and staff do with the policies."""

from __future__ import annotations

from pathlib import Path

import click

FACT_HELP = "ce que le client dit, p. ex. checked ou checked=non"
_folder = click.Path(path_type=Path, file_okay=False)
_faq = click.option("--faq", "root", type=_folder, help="dossier des règles (celui des réglages par défaut)")


@click.group()
def faq() -> None:
    """Vérifie, explique, compare et publie les règles des marchands, ou en commence de nouvelles."""


@faq.command()
@_faq
@click.option("--cases", type=_folder, default=Path("tests/policies/cases"), help="dossier des cas")
def check(root: Path | None, cases: Path) -> None:
    """Prouve les tables de décision, joue tous les cas et montre ce qui est couvert."""
    from bot.commands.faq_check import run
    from bot.settings import load

    defects = run(root or load().faq_dir, cases)
    if defects:
        raise SystemExit(1)


@faq.command()
@click.argument("merchants", nargs=-1, metavar="[MARCHAND…]")
@_faq
@click.option("--cases", type=_folder, default=Path("tests/policies/cases"), help="dossier des cas")
def publish(merchants: tuple[str, ...], root: Path | None, cases: Path) -> None:
    """Met en vigueur les règles du dossier, une fois vérifiées : toutes, ou celles de ces MARCHANDs."""
    from bot.commands.faq_publish import run
    from bot.settings import load

    if not run(merchants, root or load().faq_dir, cases):
        raise SystemExit(1)


@faq.command()
@_faq
@click.option("--since", metavar="INSTANT", help="seulement les décisions depuis cet instant (ISO 8601)")
@click.option(
    "--limit", type=click.IntRange(1), default=1000, show_default=True, help="au plus, les plus récentes"
)
def diff(root: Path | None, since: str | None, limit: int) -> None:
    """Rejoue les décisions passées avec les règles du dossier : lesquelles finiraient autrement ?

    Rien n'est écrit, rien n'est publié.
    """
    from bot.commands.faq_diff import run
    from bot.settings import load

    run(root or load().faq_dir, since, limit)


@faq.command()
@click.argument("order", metavar="COMMANDE")
@click.argument("topic", metavar="SUJET")
@click.option("--merchant", help="utile quand deux marchands ont ce numéro")
@click.option("--now", "now_text", help="instant ISO 8601 avec décalage ; maintenant par défaut")
@click.option("--code", help="le code promo tel que tapé")
@click.option("--said", multiple=True, metavar="FAIT", help=FACT_HELP)
@_faq
def explain(
    order: str,
    topic: str,
    merchant: str | None,
    now_text: str | None,
    code: str | None,
    said: tuple[str, ...],
    root: Path | None,
) -> None:
    """Explique une réponse : sur ce SUJET, pour cette COMMANDE, quelle règle, et pourquoi pas les autres."""
    from bot.commands.faq_explain import run

    run(order, topic, merchant, now_text, code, said, root)


@faq.command()
@click.argument("merchant", metavar="MARCHAND")
@_faq
@click.option("--cases", type=_folder, default=Path("tests/policies/cases"), help="dossier des cas")
def new(merchant: str, root: Path | None, cases: Path) -> None:
    """Commence les règles d'un nouveau MARCHAND : fiche, premier sujet, premiers cas."""
    from bot.commands.faq_new import run
    from bot.settings import load

    run(merchant, root or load().faq_dir, cases)


@faq.command()
@click.option("--markdown", is_flag=True, help="écrire la page docs/policies-facts.md sur la sortie standard")
def facts(markdown: bool) -> None:
    """Les faits qu'une condition peut nommer, ce qu'ils veulent dire et comment on les écrit."""
    from bot.commands.faq_facts import run

    run(markdown)
