"""What can be said of a reply template before it is ever rendered: syntax, names, spans of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone

from jinja2 import TemplateError, TemplateSyntaxError, meta, nodes

from bot.policies.checks import Reader
from bot.policies.context import variables
from bot.policies.merchant import Merchant
from bot.policies.subject import Subject
from bot.policies.templates import environment
from bot.policies.units import Span
from bot.policies.vocabulary import TOPICS

_BOOKS = ("contacts", "links", "phrases")  # what merchant.yml lists by name


def template_names(merchant: Merchant) -> set[str]:
    """The names a template may use, whatever the subject; ``contacts.x`` for each entry of merchant.yml."""
    names = set(variables([Subject(merchant, TOPICS[0], datetime(2000, 1, 1, tzinfo=timezone.utc))]))
    books = {"contacts": merchant.contacts, "links": merchant.links, "phrases": merchant.phrases}
    return names | {f"{book}.{entry}" for book in _BOOKS for entry in books[book]}


def read_template(reader: Reader, key: str, known: set[str], *, required: bool = True) -> str:
    """The template's text; its defect is reported to the reader."""
    text = reader.text(key, required=required)
    if text and (wrong := defect(text, known)):
        reader.fail(key, wrong)
    return text


def defect(text: str, known: set[str]) -> str | None:
    """The first thing that is wrong with a template, in French, else None."""
    try:
        tree = environment().parse(text)
        environment().from_string(text)
    except TemplateSyntaxError as wrong:
        return f"modèle de réponse illisible, ligne {wrong.lineno} du texte ({_french(wrong)})"
    except TemplateError:
        return "modèle de réponse illisible"
    unknown = sorted(meta.find_undeclared_variables(tree) - known)
    if unknown:
        return f"variable inconnue « {unknown[0]} » ; possibles : {', '.join(sorted(known))}"
    return next(_inner_defects(tree, known), None)


def _inner_defects(tree: nodes.Template, known: set[str]) -> Iterator[str]:
    for owner, entry in _entries(tree):
        if owner in _BOOKS and f"{owner}.{entry}" not in known:
            yield f"variable inconnue « {owner}.{entry} » : absente de merchant.yml"
    for node in tree.find_all(nodes.Filter):
        if node.name == "plus":
            span = _constant(node.args[0]) if node.args else None
            try:
                Span.parse(str(span))
            except ValueError as wrong:
                yield str(wrong)


def _entries(tree: nodes.Template) -> Iterator[tuple[str, object]]:
    """``(contacts, support)`` for ``contacts.support`` and ``contacts["support"]``."""
    for dotted in tree.find_all(nodes.Getattr):
        yield _name(dotted.node), dotted.attr
    for item in tree.find_all(nodes.Getitem):
        yield _name(item.node), _constant(item.arg)


def _name(node: nodes.Node) -> str:
    return node.name if isinstance(node, nodes.Name) else ""


def _constant(node: nodes.Node) -> object:
    return node.value if isinstance(node, nodes.Const) else None


def _french(wrong: TemplateSyntaxError) -> str:
    """Jinja speaks English; what matters is which piece it stumbled over."""
    message = wrong.message or ""
    if message.startswith("No filter named"):
        return f"filtre inconnu {message.split()[3].rstrip('.')}"
    if "unknown tag" in message:
        return f"balise inconnue {message.split('unknown tag ')[1].split('.')[0]}"
    if "Unexpected end of template" in message:
        return "un {% if %} ou un {% for %} n'est pas refermé"
    return "vérifiez les {{ }} et les {% %}"
