"""A failure in the middle of an act leaves nothing behind, not even the key: the next try does it all."""

from __future__ import annotations

import pytest

from bot.effects.carry_out import EFFECTS, carry_out
from bot.orders.effect_writes import EffectWrites
from bot.orders.store import Store
from tests.effects.acts import EVERY, NOW, WHO, do, plan, put_order, rows

CANCEL = EVERY[0]


def broken(*_: object, **__: object) -> str:
    raise OSError("the disk is full")


@pytest.mark.parametrize("write", ["set_stage", "add_credit_note", "add_email"])
def test_whichever_write_fails_nothing_is_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch, write: str
) -> None:
    put_order(store)
    before = rows(store)
    with monkeypatch.context() as patch:
        patch.setattr(EffectWrites, write, broken)
        with pytest.raises(OSError, match="disk"):
            do(store, CANCEL)
    assert rows(store) == before
    with store.transaction() as tx:
        assert tx.records.audit("204001") == []
    assert do(store, CANCEL)


def test_a_second_act_that_fails_takes_the_first_with_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_order(store)
    before = rows(store)
    monkeypatch.setitem(EFFECTS, "open_claim", broken)
    with pytest.raises(OSError, match="disk"):
        do(store, EVERY[2], EVERY[3])
    assert rows(store) == before


def test_a_report_that_cannot_be_written_undoes_the_act(memory_store: Store) -> None:
    put_order(memory_store)
    before = rows(memory_store)
    with pytest.raises(Exception, match="nowhere"):
        do(memory_store, plan("open_ticket", reason="x", done="{{ nowhere.to_be_found }}"))
    assert rows(memory_store) == before


def test_an_effect_without_its_order_fails_before_it_writes(memory_store: Store) -> None:
    for one in EVERY:
        if one.effect == "open_ticket":
            continue
        with pytest.raises(LookupError), memory_store.transaction() as tx:
            carry_out(tx, [one], None, WHO, NOW, one.effect)
    assert rows(memory_store) == {}
