"""A rule is in force from a date to a date; the order's own date, in Paris, chooses."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.policies.calendar import PARIS
from bot.policies.decide import Case, decide
from bot.policies.pack import Pack
from tests.orders.samples import full_order
from tests.policies.tables import table_pack

TWO = """\
  - name: ancienne
    clauses: [XX-01]
    outcome: refused
    in_force: {from: 2025-01-01, to: 2026-03-31}
    reply: Non.
  - name: nouvelle
    clauses: [XX-02]
    outcome: allowed
    in_force: {from: 2026-04-01}
    reply: Oui.
"""


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    made, errors = table_pack(tmp_path, TWO)
    assert made, errors
    return made


def decided(pack: Pack, ordered: datetime | None, now: datetime) -> tuple[str, tuple[str, ...], str | None]:
    order = full_order(merchant="essai", placed_at=ordered, paid_at=ordered, confirmed_at=None)
    (decision,) = decide(pack, Case("cancel_order", now, order)).decisions
    return decision.rule, decision.clauses, decision.in_force


LATER = datetime(2026, 6, 1, 12, tzinfo=PARIS)
OLD = ("ancienne", ("XX-01",), "2025-01-01")
NEW = ("nouvelle", ("XX-02",), "2026-04-01")


@pytest.mark.parametrize(
    ("ordered", "expected"),
    [
        (datetime(2025, 1, 1, 0, 0, tzinfo=PARIS), OLD),
        (datetime(2026, 3, 30, 12, 0, tzinfo=PARIS), OLD),
        (datetime(2026, 3, 31, 0, 0, tzinfo=PARIS), OLD),
        (datetime(2026, 3, 31, 23, 59, 59, tzinfo=PARIS), OLD),
        (datetime(2026, 4, 1, 0, 0, tzinfo=PARIS), NEW),
        (datetime(2026, 4, 1, 23, 59, tzinfo=PARIS), NEW),
        (datetime(2026, 4, 2, 9, 0, tzinfo=PARIS), NEW),
    ],
)
def test_the_order_has_the_rule_of_its_day_whenever_it_asks(
    pack: Pack, ordered: datetime, expected: tuple[str, tuple[str, ...], str]
) -> None:
    for now in (ordered + timedelta(minutes=1), LATER, LATER.replace(year=2030)):
        assert decided(pack, ordered, now) == expected


def test_an_order_without_any_date_has_the_rule_of_today(pack: Pack) -> None:
    assert decided(pack, None, datetime(2026, 3, 31, 12, tzinfo=PARIS)) == OLD
    assert decided(pack, None, datetime(2026, 4, 1, 12, tzinfo=PARIS)) == NEW


def test_before_the_first_rule_nothing_is_documented(pack: Pack) -> None:
    rule, clauses, since = decided(pack, datetime(2024, 12, 31, 23, 59, tzinfo=PARIS), LATER)
    assert (rule, clauses, since) == ("", (), None)


@pytest.mark.parametrize(
    ("until", "since", "says"),
    [
        ("2026-03-30", "2026-04-01", "aucune règle pour tous les cas (au 2026-03-31)"),
        ("2026-04-01", "2026-04-01", "« a » et « b » se recouvrent pour tous les cas (au 2026-04-01)"),
    ],
)
def test_a_gap_or_an_overlap_between_periods_is_refused(
    tmp_path: Path, until: str, since: str, says: str
) -> None:
    rules = f"""\
      - {{name: a, outcome: status, in_force: {{from: 2025-01-01, to: {until}}}}}
      - {{name: b, outcome: status, in_force: {{from: {since}}}}}
    """
    pack, errors = table_pack(tmp_path, rules)
    assert pack is None
    (error,) = errors
    assert says in error


def test_an_end_without_a_follower_leaves_a_gap_and_is_refused(tmp_path: Path) -> None:
    rules = "  - {name: a, outcome: status, in_force: {from: 2025-01-01, to: 2026-03-31}}\n"
    pack, errors = table_pack(tmp_path, rules)
    assert pack is None
    assert "aucune règle pour tous les cas (au 2026-04-01)" in errors[0]
