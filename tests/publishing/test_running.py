"""A running process takes a published version up by itself, and keeps the one it has when that is no good."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Barrier, Thread

import pytest

from bot.orders.store import Store
from bot.policies.errors import PackErrors
from bot.publishing import PublishedPolicies
from tests.orders.samples import NOW
from tests.publishing.packs import TABLE, Desk


def policies(store: Store, desk: Desk, patience: float = 5) -> PublishedPolicies:
    """Looks at every call."""
    return PublishedPolicies(store, desk.faq, every=0, patience=patience)


def reply(policies: PublishedPolicies) -> str:
    return policies()["essai"].tables["place_order"].rules[0].reply


def test_without_any_version_the_folder_is_used(store: Store, desk: Desk) -> None:
    running = policies(store, desk)
    assert {name: pack.hash for name, pack in running().items()} == {"essai": desk.hash()}


def test_a_version_is_taken_up_at_the_next_turn(store: Store, desk: Desk) -> None:
    running = policies(store, desk)
    desk.reply("Payez.")
    assert reply(running) == "Ajoutez au panier puis payez."  # an edit alone is no version
    version = desk.publish(store)
    assert reply(running) == "Payez."
    assert running()["essai"].hash == version
    desk.reply("Ne payez pas.")
    desk.publish(store)
    assert reply(running) == "Ne payez pas."


def test_a_process_that_starts_uses_the_version_and_not_the_folder(store: Store, desk: Desk) -> None:
    desk.publish(store)
    desk.write("place_order.yml", "\tà moitié écrit")
    desk.add_merchant("voisin")
    (desk.faq / "voisin" / "place_order.yml").write_text(TABLE, encoding="utf-8")
    running = policies(store, desk)
    assert sorted(running()) == ["essai", "voisin"]
    assert reply(running) == "Ajoutez au panier puis payez."


def test_it_starts_without_a_folder_where_all_is_published(store: Store, desk: Desk, tmp_path: Path) -> None:
    desk.publish(store)
    assert list(PublishedPolicies(store, tmp_path / "nowhere")()) == ["essai"]


def test_a_folder_with_defects_and_nothing_published_stops_the_start(store: Store, desk: Desk) -> None:
    desk.write("place_order.yml", "\tcassé")
    with pytest.raises(PackErrors):
        policies(store, desk)


@pytest.mark.parametrize("text", [TABLE + "mood: friendly\n", "\tcassé", TABLE.replace("toujours", "autre")])
def test_a_version_that_cannot_be_loaded_keeps_the_old_one(
    memory_store: Store, desk: Desk, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    running = policies(memory_store, desk)
    files = {"merchant.yml": (desk.pack / "merchant.yml").read_text(), "place_order.yml": text}
    with memory_store.transaction() as tx:
        tx.policies.publish("essai", "a hash by other rules", files, NOW)
    with caplog.at_level(logging.INFO, "bot.publishing"):
        for _ in range(3):
            assert reply(running) == "Ajoutez au panier puis payez."
    (line,) = caplog.messages
    assert "essai" in line
    assert "\n" not in line
    desk.reply("Payez.")
    desk.publish(memory_store)
    assert reply(running) == "Payez."


def test_a_store_that_does_not_answer_changes_nothing(
    memory_store: Store, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    running = policies(memory_store, desk)
    with memory_store.transaction() as tx:
        tx.connection.exec_driver_sql("ALTER TABLE policy_versions RENAME TO away")
    assert [reply(running) for _ in range(3)] == ["Ajoutez au panier puis payez."] * 3
    assert len([line for line in caplog.messages if "cannot be read" in line]) == 1
    with memory_store.transaction() as tx:
        tx.connection.exec_driver_sql("ALTER TABLE away RENAME TO policy_versions")
    desk.reply("Payez.")
    desk.publish(memory_store)
    assert reply(running) == "Payez."


def test_it_looks_at_most_every_two_seconds(memory_store: Store, desk: Desk) -> None:
    running = PublishedPolicies(memory_store, desk.faq)
    desk.reply("Payez.")
    desk.publish(memory_store)
    assert reply(running) == "Ajoutez au panier puis payez."


def test_turns_at_the_same_time_see_one_version_or_the_other(store: Store, desk: Desk) -> None:
    running, gate = policies(store, desk), Barrier(6)
    desk.reply("Payez.")
    desk.publish(store)
    seen: list[str] = []

    def turn() -> None:
        gate.wait()
        seen.append(reply(running))

    threads = [Thread(target=turn) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) <= {"Payez.", "Ajoutez au panier puis payez."}
    assert len(seen) == 6
    assert reply(running) == "Payez."
