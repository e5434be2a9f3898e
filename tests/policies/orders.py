"""Orders of every shape the schema allows, for hypothesis: also the odd ones that no shop should write."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from bot.orders import model

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=timezone.utc)
LINE_IDS = ("L1", "L2", "L3")
LINE_STAGES = (None, "paid", "dispatched", "delivered", "returned", "cancelled")
names = st.sampled_from(
    ["Imprimante Lumio 200", "Livre photo A4", "Timbres", "Bordereau", "L'« objet » ; rare"]
)
amounts = st.decimals(0, 5000, places=2, allow_nan=False)
instants = st.datetimes(datetime(2020, 1, 2), datetime(2027, 12, 31), timezones=st.just(timezone.utc))
# Most bounds lie within weeks of now, where the rules change.
near = st.integers(-60 * 24, 24).map(lambda hours: NOW + timedelta(hours=hours))
moments = st.one_of(st.none(), instants, near)


def _lines() -> st.SearchStrategy[tuple[model.Line, ...]]:
    def line(name: str) -> st.SearchStrategy[model.Line]:
        label = st.builds(
            model.Label, st.booleans(), st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2027, 1, 1)))
        )
        return st.builds(
            model.Line,
            st.just(name),
            names,
            st.sampled_from(model.KINDS),
            st.integers(1, 3),
            amounts,
            seller=st.sampled_from([None, "Atelier Nord"]),
            produced=st.sampled_from([None, True, False]),
            stage=st.sampled_from(LINE_STAGES),
            label=st.one_of(st.none(), label),
        )

    return st.integers(0, 3).flatmap(lambda count: st.tuples(*(line(name) for name in LINE_IDS[:count])))


scans = st.builds(model.Scan, moments, st.sampled_from(model.SCANS))


def _parcels(lines: tuple[model.Line, ...]) -> st.SearchStrategy[tuple[model.Parcel, ...]]:
    held = st.lists(st.sampled_from([line.id for line in lines]), unique=True) if lines else st.just([])
    parcel = st.builds(
        model.Parcel,
        st.sampled_from(["6A1", "6A2", "8R3"]),
        st.sampled_from(model.CARRIERS),
        held.map(tuple),
        moments,
        st.lists(scans, max_size=3).map(tuple),
    )
    return st.lists(parcel, max_size=3, unique_by=lambda one: one.tracking).map(tuple)


def _tuples(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


payments = st.builds(
    model.Payment,
    st.just("card"),
    st.sampled_from(["paid", "refused", "pending"]),
    st.sampled_from([None, "fonds insuffisants"]),
)
coupons = st.builds(
    model.Coupon,
    st.sampled_from(["NOEL20", "noel 20", "AUTRE"]),
    st.sampled_from(["applied", "not_applied"]),
)
emails = st.builds(model.Email, st.sampled_from(["confirmation", "tracking", "cancellation"]), moments)
credit_notes = st.builds(model.CreditNote, amounts, st.just(Decimal("0")))
claims = st.builds(model.Claim, st.sampled_from([None, "6A1"]), moments)


@st.composite
def orders(draw: st.DrawFn, merchant: str) -> model.Order:
    """An order of ``merchant``; dates may be missing or out of order, records may contradict each other."""
    lines = draw(_lines())
    ids = st.sampled_from([line.id for line in lines]) if lines else st.nothing()

    def on_lines(strategy: st.SearchStrategy[Any]) -> tuple[Any, ...]:
        return draw(_tuples(strategy)) if lines else ()

    return model.Order(
        merchant=merchant,
        number=draw(st.sampled_from(["204001", "TP-50001"])),
        email="client@example.org",
        stage=draw(st.sampled_from(model.STAGES)),
        lines=lines,
        placed_at=draw(moments),
        paid_at=draw(moments),
        confirmed_at=draw(moments),
        cancelled_at=draw(moments),
        zone=draw(st.sampled_from([None, *model.ZONES])),
        payments=draw(_tuples(payments)),
        parcels=draw(_parcels(lines)),
        coupons=draw(_tuples(coupons)),
        emails=draw(_tuples(emails)),
        returns=on_lines(st.builds(model.Return, ids, moments)),
        credit_notes=draw(_tuples(credit_notes)),
        claims=draw(_tuples(claims)),
        refund_requests=on_lines(st.builds(model.RefundRequest, ids, moments)),
        incidents=on_lines(st.builds(model.Incident, ids, st.just("Mon produit est abîmé"))),
        stop_requested=draw(st.booleans()),
    )
