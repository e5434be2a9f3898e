"""`relais faq diff`: recorded conversations against edited rules, before anything is published."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.clock import Clock
from bot.commands.audit import audit
from bot.commands.faq import faq
from bot.dialogue.assistant import Assistant
from bot.dialogue.message import Message
from bot.orders.store import Conversation, Store
from bot.policies.calendar import PARIS
from bot.policies.pack import load_packs
from tests.orders.samples import full_order
from tests.processes import ROOT

NOW = datetime(2026, 11, 18, 10, tzinfo=PARIS)
Diff = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The rules of PictoOnline, to edit."""
    shutil.copytree(ROOT / "faq" / "pictoonline", tmp_path / "faq" / "pictoonline")
    return tmp_path / "faq"


@pytest.fixture
def shop(shop_store: Store, folder: Path) -> Store:
    """Two customers have asked to cancel; the first said yes. A third one only greeted."""
    packs, clock = load_packs(folder), Clock(NOW)
    assistant = Assistant(shop_store, lambda: packs, clock, lambda _id: None)
    with shop_store.transaction() as tx:
        for number, stage in (("204001", "paid"), ("204002", "delivered")):
            kept = {"cancelled_at": None, "credit_notes": (), "emails": ()}
            tx.orders.put(full_order(number, stage=stage, email=f"c{number}@example.org", **kept))
            tx.conversations.put(
                Conversation(number, "pictoonline", f"c{number}@example.org", created_at=NOW)
            )
    assistant.turn("204002", Message("bonjour", (("greet", 0.99),)))
    for number in ("204001", "204002"):
        assistant.turn(number, Message("je veux annuler ma commande", (("cancel_order", 0.99),)))
        clock.set(NOW + timedelta(hours=1))
    assistant.turn("204001", Message("oui", (("affirm", 0.99),)))
    return shop_store


@pytest.fixture
def diff(shop: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Diff:
    monkeypatch.setenv("COLUMNS", "200")

    def invoke(*words: str) -> str:
        result = CliRunner().invoke(faq, ["diff", "--faq", str(folder), *words])
        assert result.exit_code == 0, result.output
        return result.output

    return invoke


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "pictoonline" / "cancel_order.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_same_rules_end_the_same(diff: Diff) -> None:
    assert diff() == "2 décisions de 2 demandes : aucune ne finirait autrement.\n"


def test_what_would_end_otherwise_is_shown_then_and_now(diff: Diff, folder: Path, shop: Store) -> None:
    edit(folder, "outcome: allowed", "outcome: refused")
    edit(folder, "effect: cancel_with_credit", "effect: open_ticket\n      reason: cancel_order")
    out = diff()
    assert "2 décisions de 2 demandes : 1 demande finirait autrement." in out
    amount = f"({full_order().total} €)"
    for words in (
        "204001",
        "cancel_order",
        "allowed",
        "refused",
        f"cancel_with_credit {amount}",
        "open_ticket",
    ):
        assert words in out
    assert "204002" not in out
    with shop.transaction() as tx:
        assert tx.policies.active() == {}
        assert len(tx.records.decisions()) == 4


def test_since_and_limit(diff: Diff) -> None:
    assert diff("--since", "2026-11-18T10:30:00+01:00").startswith("1 décision de 1 demande ")
    assert diff("--limit", "1") == diff("--since", "2026-11-18T10:30:00+01:00")
    assert diff("--since", "2027-01-01T00:00:00Z") == "Aucune décision à rejouer.\n"


def test_broken_rules_are_said_to_be_broken(diff: Diff, folder: Path) -> None:
    edit(folder, "outcome: allowed", "outcome: alowed")
    result = CliRunner().invoke(faq, ["diff", "--faq", str(folder)])
    assert result.exit_code == 1
    assert "« alowed » inconnu" in result.output


def test_a_merchant_without_rules_is_counted(diff: Diff, folder: Path) -> None:
    (folder / "pictoonline").rename(folder / "essai")
    path = folder / "essai" / "merchant.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("merchant: pictoonline", "merchant: essai"))
    assert diff().endswith("aucune ne finirait autrement ; 2 illisibles.\n")


def test_the_log_knows_the_case_and_the_version(shop: Store, folder: Path) -> None:
    with shop.transaction() as tx:
        rows = tx.records.replayable()
        hashes = {row["policy_hash"] for row in tx.records.decisions()}
    assert [row["decision"]["order"] for row in rows] == ["204002", "204001"]
    assert all(row["asked"]["order"]["number"] == row["decision"]["order"] for row in rows)
    assert hashes == {load_packs(folder)["pictoonline"].hash}


def test_the_audit_of_an_order(shop: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "220")
    shown = CliRunner().invoke(audit, ["204001"])
    assert shown.exit_code == 0, shown.output
    for words in ("18 nov. 2026, 11:00", "c204001@example.org", "annulation avec avoir", "PI-01"):
        assert words in shown.output
    for words in (
        "commande 204001 : étape payée",
        "commande 204001 : étape annulée",
        "avoir A-",
        "e-mail E-",
    ):
        assert words in shown.output
    as_json = CliRunner().invoke(audit, ["204001", "--json"])
    assert '"effect": "cancel_with_credit"' in as_json.output
    assert (
        CliRunner().invoke(audit, ["204002"]).output == "L'assistant n'a rien fait sur la commande 204002.\n"
    )
    assert CliRunner().invoke(audit, ["999"]).exit_code == 1
