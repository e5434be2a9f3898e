"""What one version of a pack has that another had not, in French, for the person who publishes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.policies.pack import Pack
from bot.policies.table import Rule, Table


def news(old: Pack | None, new: Pack) -> list[str]:
    """One line per thing that changed; ``old`` is None for a first version, or one that cannot be read."""
    if old is None:
        rules = sum(len(table.rules) for table in new.tables.values() if table.origin == table.topic)
        return [f"{_many(len(new.tables), 'sujet')}, {_many(rules, 'règle')}"]
    lines = [] if old.merchant == new.merchant else ["la fiche du marchand change"]
    for topic in sorted({*old.tables, *new.tables}):
        before, after = old.tables.get(topic), new.tables.get(topic)
        if before is None or after is None:
            lines.append(f"{topic} : {'nouveau sujet' if before is None else 'sujet retiré'}")
        elif after.origin == topic or before.origin != after.origin:
            lines += [f"{topic} : {change}" for change in _table(before, after)]
    return lines or ["rien que les réponses ne montrent (commentaires, mise en page)"]


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count > 1 else ''}"


def _table(before: Table, after: Table) -> Iterator[str]:
    old = {rule.name: _written(rule) for rule in before.rules}
    new = {rule.name: _written(rule) for rule in after.rules}
    for name in new:
        if name not in old:
            yield f"nouvelle règle « {name} »"
        elif old[name] != new[name]:
            yield f"« {name} » change"
    for name in old:
        if name not in new:
            yield f"« {name} » retirée"
    if before.information != after.information:
        yield "l'information générale change"
    if _frame(before) != _frame(after):
        yield "l'objet de la table change"


def _written(rule: Rule) -> Rule:
    """The rule as its author wrote it: its line and the cells that other rules cut are no change of it."""
    return replace(rule, line=0, conditions={})


def _frame(table: Table) -> tuple[object, ...]:
    return table.subject, table.collapse, table.about, table.origin
