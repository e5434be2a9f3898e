"""What packs and cases leave open: rules that no case hits, clauses and outcomes that no rule answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.policies.checks import Reader
from bot.policies.errors import PackError
from bot.policies.pack import Pack
from bot.policies.playing import Played
from bot.policies.source import Source, read
from bot.policies.table import Rule, Table
from bot.policies.vocabulary import TOPICS

CATALOGUE = Path(__file__).with_name("catalogue.yml")


@dataclass(frozen=True)
class Clause:
    """A documented clause. ``joined``: it is told along with another one, under that one's outcome."""

    id: str
    merchant: str
    topics: tuple[str, ...]
    outcomes: tuple[str, ...]
    joined: bool


@dataclass(frozen=True)
class Cell:
    """One merchant and topic. ``shared``: the topic whose rules serve here too, else the topic itself."""

    documented: bool
    rules: int
    cases: int
    shared: str


def catalogue(path: Path = CATALOGUE) -> tuple[Source, dict[str, Clause]]:
    """The clauses by id, with the file that names them. Raises PackError."""
    source = read(path)
    reader = Reader(source)
    found = {}
    for merchant in source.tree:
        for name, entry in reader.node[merchant].items():
            outcomes = tuple(map(str, entry["outcomes"]))
            found[name] = Clause(name, merchant, tuple(entry["topics"]), outcomes, bool(entry.get("joined")))
    return source, found


def matrix(packs: dict[str, Pack], played: Sequence[Played]) -> dict[str, dict[str, Cell]]:
    """Merchant -> topic -> cell."""
    counts: dict[tuple[str, str], int] = {}
    for one in played:
        counts[one.case.merchant, one.case.topic] = counts.get((one.case.merchant, one.case.topic), 0) + 1
    made: dict[str, dict[str, Cell]] = {}
    for merchant, pack in packs.items():
        for topic in TOPICS:
            table = pack.tables.get(topic)
            cell = Cell(
                table is not None,
                len(table.rules) if table else 0,
                counts.get((merchant, topic), 0),
                table.origin if table else topic,
            )
            made.setdefault(merchant, {})[topic] = cell
    return made


def unhit(root: Path, packs: dict[str, Pack], played: Sequence[Played]) -> Iterator[PackError]:
    """Every rule that no case meets, at its line."""
    hit = {id(rule) for one in played for rule in one.rules}
    for merchant, table, rule in _rules(packs):
        if table.origin == table.topic and id(rule) not in hit:
            path = root / merchant / f"{table.origin}.yml"
            yield PackError(path, rule.line, "rules", f"aucun cas ne passe par la règle « {rule.name} »")


def miscited(root: Path, packs: dict[str, Pack], clauses: dict[str, Clause]) -> Iterator[PackError]:
    """Every rule that cites a clause of nobody, of another merchant or topic, or under another outcome.

    Merchants that the catalogue does not know name their clauses as they like.
    """
    known = {clause.merchant for clause in clauses.values()}
    for merchant, table, rule in _rules(packs):
        if merchant not in known or table.origin != table.topic:
            continue
        topics = {t.topic for t in packs[merchant].tables.values() if t.origin == table.origin}
        if wrong := next(_wrong_citations(merchant, topics, rule, clauses), None):
            yield PackError(
                root / merchant / f"{table.origin}.yml", rule.line, "clauses", f"« {rule.name} » : {wrong}"
            )


def uncovered(source: Source, packs: dict[str, Pack], clauses: dict[str, Clause]) -> Iterator[PackError]:
    """Every clause that some topic of its own does not answer, and every outcome that it never ends with."""
    for clause in clauses.values():
        if clause.merchant not in packs:
            continue
        answered: dict[str, set[str]] = {topic: set() for topic in clause.topics}
        for topic in clause.topics:
            table = packs[clause.merchant].tables.get(topic)
            answered[topic] = {r.outcome for r in (table.rules if table else ()) if clause.id in r.clauses}
        where = (clause.merchant, clause.id)
        for topic in (topic for topic, outcomes in answered.items() if not outcomes):
            yield source.error((*where, "topics"), f"aucune règle de {topic} ne cite cette clause")
        reached = set().union(*answered.values())
        for outcome in () if clause.joined else clause.outcomes:
            if reached and outcome not in reached:
                yield source.error((*where, "outcomes"), f"aucune règle ne finit par « {outcome} »")


def _rules(packs: dict[str, Pack]) -> Iterator[tuple[str, Table, Rule]]:
    for merchant, pack in packs.items():
        for table in pack.tables.values():
            for rule in table.rules:
                yield merchant, table, rule


def _wrong_citations(
    merchant: str, topics: set[str], rule: Rule, clauses: dict[str, Clause]
) -> Iterator[str]:
    cited = [clauses.get(name) for name in rule.clauses]
    for name, clause in zip(rule.clauses, cited, strict=True):
        if clause is None:
            yield f"clause inconnue « {name} »"
        elif clause.merchant != merchant:
            yield f"{name} est une clause de {clause.merchant}"
        elif not topics & set(clause.topics):
            yield f"{name} ne parle pas de {', '.join(sorted(topics))}"
    allowed = {outcome for clause in cited if clause for outcome in clause.outcomes}
    if rule.clauses and rule.outcome not in allowed | {"information"}:
        yield f"issue « {rule.outcome} » ; possibles : {', '.join(sorted(allowed))}"
