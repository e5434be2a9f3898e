"""`relais faq publish`: what is sound becomes what is in force, and nothing else does."""

from __future__ import annotations

from bot.orders.store import Store
from tests.publishing.conftest import Run
from tests.publishing.packs import TABLE, Desk


def active(store: Store) -> dict[str, str]:
    with store.transaction() as tx:
        return tx.policies.active()


def test_a_first_version(run: Run, desk: Desk, shop_store: Store) -> None:
    code, out = run("publish")
    assert code == 0, out
    assert "1 sujet, 1 règle" in out
    assert active(shop_store) == {"essai": desk.hash()}
    assert desk.hash()[:12] in out
    with shop_store.transaction() as tx:
        files = tx.policies.files("essai", desk.hash())
    assert files is not None
    assert sorted(files) == ["merchant.yml", "place_order.yml"]
    assert files["place_order.yml"] == TABLE


def test_nothing_new_is_no_new_version(run: Run, shop_store: Store) -> None:
    run("publish")
    code, out = run("publish")
    assert (code, "inchangé" in out, "déjà en vigueur" in out) == (0, True, True)
    with shop_store.transaction() as tx:
        assert tx.connection.exec_driver_sql("SELECT count(*) FROM policy_versions").scalar() == 1


def test_what_changed_is_told(run: Run, desk: Desk) -> None:
    run("publish")
    old = desk.hash()
    desk.write("payment_methods.yml", TABLE.replace("place_order", "payment_methods"))
    desk.reply("Payez.")
    (desk.cases / "essai" / "payment_methods.yml").write_text(
        (desk.cases / "essai" / "place_order.yml").read_text(), encoding="utf-8"
    )
    code, out = run("publish")
    assert code == 0, out
    assert "place_order : « toujours » change" in out
    assert "payment_methods : nouveau sujet" in out
    assert old[:12] in out
    assert desk.hash()[:12] in out


def test_a_comment_is_a_version_too(run: Run, desk: Desk) -> None:
    run("publish")
    desk.write("place_order.yml", TABLE + "# vu avec le service client\n")
    assert "commentaires" in run("publish")[1]


def test_going_back_is_publishing_the_old_files_again(run: Run, desk: Desk, shop_store: Store) -> None:
    run("publish")
    first = desk.hash()
    desk.reply("Payez.")
    run("publish")
    desk.write("place_order.yml", TABLE)
    run("publish")
    assert active(shop_store) == {"essai": first}


def test_a_defect_changes_nothing(run: Run, desk: Desk, shop_store: Store) -> None:
    run("publish")
    before = active(shop_store)
    desk.add_merchant("voisin")
    desk.write("place_order.yml", TABLE.replace("outcome: advice", "outcome: advise"))
    code, out = run("publish")
    assert code == 1
    assert f"{desk.pack / 'place_order.yml'}:6: rules.0.outcome: « advise » inconnu" in out
    assert "1 défaut : rien n'est publié." in out
    assert active(shop_store) == before


def test_a_case_that_fails_changes_nothing(run: Run, desk: Desk, shop_store: Store) -> None:
    desk.write("place_order.yml", TABLE.replace("outcome: advice", "outcome: form"))
    code, out = run("publish")
    assert (code, active(shop_store)) == (1, {})
    assert "place_order.yml:1: expect.0.outcome" in out


def test_one_merchant_is_not_held_up_by_another(run: Run, desk: Desk, shop_store: Store) -> None:
    desk.add_merchant("voisin")
    (desk.faq / "voisin" / "place_order.yml").write_text("\tcassé", encoding="utf-8")
    assert run("publish")[0] == 1
    code, out = run("publish", "essai")
    assert code == 0, out
    assert active(shop_store) == {"essai": desk.hash()}


def test_an_unknown_merchant(run: Run) -> None:
    code, out = run("publish", "personne")
    assert (code, "pas de dossier" in out) == (1, True)


def test_a_store_without_its_tables_is_told_what_to_do(run: Run, shop_store: Store) -> None:
    with shop_store.transaction() as tx:
        tx.connection.exec_driver_sql("DROP TABLE policy_versions")
    assert "relais prepare" in run("publish")[1]
