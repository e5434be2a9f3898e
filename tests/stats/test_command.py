"""`relais stats` in the terminal."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.stats import stats
from bot.commands.stats_view import EFFECT_WORDS
from bot.commands.stats_words import OUTCOMES, topic_words
from bot.orders.store import Store
from bot.policies.vocabulary import EFFECTS, RULE_OUTCOMES, TALK, TOPICS
from tests.processes import ROOT
from tests.stats.talks import rate, tell


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    url = f"sqlite:///{tmp_path / 'relais.db'}"
    monkeypatch.setenv("RELAIS_DATABASE_URL", url)
    monkeypatch.setenv("RELAIS_FAQ_DIR", str(ROOT / "faq"))
    monkeypatch.setenv("COLUMNS", "120")
    return Store.open(url, create=True)


def run(*words: str) -> Result:
    return CliRunner().invoke(stats, words)


def test_a_page_in_french_with_what_to_write(database: Store) -> None:
    day = datetime.now(timezone.utc) - timedelta(days=1)
    tell(database, day, "inno", "a", "cancel_order clarify", "refund_time undocumented", effect="open_ticket")
    rate(database, day, "a", 1, "down")
    page = run("--days", "7").output
    for words in (
        "toutes les boutiques, 7 derniers jours : 1 conversation, 2 décisions",
        "inno : " + topic_words("refund_time"),
        "précision demandée",
        "Ticket ouvert",
        "Pas utile",
        "99 % attendent moins de",
    ):
        assert words in page


def test_json_has_the_same_figures(database: Store) -> None:
    tell(database, datetime.now(timezone.utc), "inno", "a", "cancel_order clarify")
    read = json.loads(run("--json").output)
    assert (read["total"], read["topics"]) == (1, {"cancel_order": 1})


def test_an_empty_store_and_an_unknown_shop_get_one_clear_line(database: Store) -> None:
    assert "Rien à compter" in run().output
    wrong = run("--merchant", "innno")
    assert (wrong.exit_code, len(wrong.output.splitlines())) == (1, 1)
    assert "inno" in wrong.output


def test_a_store_without_tables_gets_one_clear_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RELAIS_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    wrong = run()
    assert (wrong.exit_code, len(wrong.output.splitlines())) == (1, 1)
    assert "relais prepare" in wrong.output


def test_every_topic_outcome_and_effect_has_french_words() -> None:
    assert [topic for topic in TOPICS + TALK if topic_words(topic) == topic] == []
    assert set(RULE_OUTCOMES) - set(OUTCOMES) == set()
    assert set(EFFECTS) == set(EFFECT_WORDS)
