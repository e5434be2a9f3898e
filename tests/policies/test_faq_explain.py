"""`relais faq explain`: the rule that fired, and why not the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands.faq import faq
from bot.orders.importing import parse_orders
from bot.orders.model import IssuedCoupon
from bot.orders.store import Store

ROOT = Path(__file__).parents[2]
ORDER = {
    "merchant": "imprimante", "number": "TP-50001", "email": "sam@example.org", "stage": "paid",
    "placed_at": "2026-11-17T10:05:00+01:00", "coupons": [{"code": "noel 20", "status": "not_applied"}],
    "lines": [{"id": "L1", "name": "Cartouche", "kind": "physical", "qty": 1, "unit_price": "19.90"}],
}  # fmt: skip


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(faq, [str(one) for one in arguments])


@pytest.fixture
def stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One order in a store of its own, in a terminal wide enough for the tables."""
    url = f"sqlite:///{tmp_path / 'relais.db'}"
    monkeypatch.setenv("RELAIS_DATABASE_URL", url)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(ROOT)
    store = Store.open(url, create=True)
    (order,), _, problems = parse_orders([ORDER])
    assert not problems
    with store.transaction() as tx:
        tx.orders.put(order)
        tx.orders.put_coupon(IssuedCoupon("imprimante", "NOEL20"))
    store.dispose()


@pytest.mark.usefixtures("stored")
def test_explain_says_which_rule_and_why_not_the_others() -> None:
    result = run("explain", "tp50001", "confirmation_missing", "--now", "2026-11-18T10:04:59+01:00")
    assert result.exit_code == 0, result.output
    text = " ".join(result.output.split())
    assert "since_purchase temps depuis l'achat depuis le mardi 17 novembre à 10 h 05" in text.replace(
        "\u00a0", " "
    )
    assert "✓ moins de 24 h wait" in text
    assert "confirmation_sent devrait être true, est non (false)" in text
    assert "since_purchase devrait être >= 24 h ou none, est depuis le mardi 17 novembre" in text
    assert "IM-05 — FAQ — À propos des commandes" in text
    assert "Proposé : vous envoyer dès maintenant l'e-mail de confirmation" in text.replace("\u00a0", " ")


@pytest.mark.usefixtures("stored")
def test_explain_reads_the_code_and_what_the_customer_said() -> None:
    assert "code_state" in run("explain", "TP-50001", "coupon_not_working").output
    assert "✓ mal saisi" in " ".join(run("explain", "TP-50001", "coupon_not_working").output.split())
    typed = run("explain", "TP-50001", "coupon_not_working", "--code", "GRATUIT").output
    assert "✓ aucun code de ce nom" in " ".join(typed.split())
    said = run("explain", "TP-50001", "technical_support", "--said", "about_site=oui").output
    assert "✓ site ou compte" in " ".join(said.split())


@pytest.mark.usefixtures("stored")
def test_explain_admits_an_undocumented_topic() -> None:
    assert "imprimante ne documente pas reorder" in run("explain", "TP-50001", "reorder").output


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("TP-1", "cancel_order"), "pas de commande TP-1"),
        (("TP-50001", "cancel_order", "--merchant", "inno"), "pas de commande TP-50001 chez inno"),
        (("TP-50001", "annuler"), "sujet inconnu « annuler »"),
        (("TP-50001", "cancel_order", "--now", "hier"), "--now : instant avec décalage attendu"),
        (("TP-50001", "cancel_order", "--said", "rien"), "--said : un de checked"),
    ],
)
def test_explain_says_in_one_line_what_it_cannot_explain(arguments: tuple[str, ...], says: str) -> None:
    result = run("explain", *arguments)
    assert result.exit_code == 1
    assert says in result.output
    assert len(result.output.strip().splitlines()) == 1
