"""An order with everything that the schema knows, and hypothesis strategies for any order."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st

from bot.orders import model
from bot.orders.keys import number_key

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=timezone.utc)


def full_order(number: str = "204001", **changes: object) -> model.Order:
    values: dict[str, object] = {
        "merchant": "pictoonline",
        "number": number,
        "email": "lea@example.org",
        "stage": "dispatched",
        "zone": "FR",
        "placed_at": NOW,
        "paid_at": NOW + timedelta(minutes=1),
        "confirmed_at": NOW + timedelta(minutes=2),
        "cancelled_at": NOW + timedelta(days=1),
        "lines": (
            model.Line("L1", "Livre photo A4", "photo", 2, Decimal("39.90"), produced=True),
            model.Line(
                "L2", "Bordereau", "label", 1, Decimal("7.25"), label=model.Label(True, date(2026, 11, 25))
            ),
            model.Line(
                "L3", "Cadre", "marketplace", 1, Decimal("0.10"), seller="Atelier Nord", stage="cancelled"
            ),
        ),
        "payments": (model.Payment("card", "refused", "fonds insuffisants"), model.Payment("card", "paid")),
        "parcels": (
            model.Parcel(
                "6A 001",
                "colissimo",
                ("L1",),
                NOW,
                (model.Scan(NOW, "announced"), model.Scan(None, "return")),
            ),
            model.Parcel("6A 002", "other", ("L2", "L3")),
        ),
        "coupons": (model.Coupon(" noel10 ", "not_applied"), model.Coupon("NOEL10", "applied")),
        "emails": (model.Email("confirmation", NOW), model.Email("tracking")),
        "returns": (model.Return("L1"), model.Return("L3", NOW)),
        "credit_notes": (model.CreditNote(Decimal("12.00"), Decimal("2.50")),),
        "claims": (model.Claim(), model.Claim("6A 001", NOW)),
        "refund_requests": (model.RefundRequest("L2", NOW), model.RefundRequest()),
        "incidents": (model.Incident("L3", "Mon produit est abîmé"),),
        "tickets": (model.Ticket("T-000900", "adresse"),),
        "stop_requested": True,
    }
    return model.Order(**(values | changes))


texts = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), min_size=1, max_size=12
)
numbers = texts.filter(number_key)
names = texts.filter(str.strip)
offsets = [timezone.utc, timezone(timedelta(hours=2)), timezone(timedelta(hours=-5, minutes=-30))]
instants = st.none() | st.datetimes(
    datetime(1990, 1, 2), datetime(2100, 12, 30), timezones=st.sampled_from(offsets)
)
money = st.decimals(min_value=0, max_value=Decimal("9999999.99"), places=2)
labels = st.builds(model.Label, st.booleans(), st.none() | st.dates(date(1990, 1, 1), date(2100, 12, 31)))


@st.composite
def orders(draw: st.DrawFn) -> model.Order:
    ids = draw(st.lists(texts, max_size=4, unique=True))
    lines = tuple(
        draw(
            st.builds(
                model.Line, st.just(one), texts, st.sampled_from(model.KINDS), st.integers(1, 1_000_000),
                money, st.none() | texts, st.none() | st.booleans(),
                st.none() | st.sampled_from(["paid", "dispatched", "delivered", "returned", "cancelled"]),
                st.none() | labels,
            )
        )
        for one in ids
    )  # fmt: skip
    line_ids = st.sampled_from(ids) if ids else st.nothing()

    def some(strategy: st.SearchStrategy[object], needs_line: bool = False) -> tuple[object, ...]:
        return () if needs_line and not ids else tuple(draw(st.lists(strategy, max_size=3)))

    scans = st.lists(st.builds(model.Scan, instants, st.sampled_from(model.SCANS)), max_size=3).map(tuple)
    held = (st.lists(line_ids, max_size=3) if ids else st.just([])).map(tuple)
    notes = st.tuples(money, money).map(lambda pair: model.CreditNote(max(pair), min(pair)))
    tickets = st.lists(st.builds(model.Ticket, texts, texts), max_size=2, unique_by=lambda ticket: ticket.id)
    return model.Order(
        merchant=draw(st.sampled_from(model.MERCHANTS)),
        number=draw(numbers),
        email=draw(names),
        stage=draw(st.sampled_from(model.STAGES)),
        lines=lines,
        **{name: draw(instants) for name in ("placed_at", "paid_at", "confirmed_at", "cancelled_at")},
        zone=draw(st.none() | st.sampled_from(model.ZONES)),
        payments=some(
            st.builds(
                model.Payment, texts, st.sampled_from(["paid", "refused", "pending"]), st.none() | texts
            )
        ),
        parcels=some(st.builds(model.Parcel, texts, st.sampled_from(model.CARRIERS), held, instants, scans)),
        coupons=some(st.builds(model.Coupon, texts, st.sampled_from(["applied", "not_applied"]))),
        emails=some(
            st.builds(model.Email, st.sampled_from(["confirmation", "tracking", "cancellation"]), instants)
        ),
        returns=some(st.builds(model.Return, line_ids, instants), needs_line=True),
        credit_notes=some(notes),
        claims=some(st.builds(model.Claim, st.none() | texts, instants)),
        refund_requests=some(
            st.builds(model.RefundRequest, st.none() | line_ids if ids else st.none(), instants)
        ),
        incidents=some(st.builds(model.Incident, line_ids, texts), needs_line=True),
        tickets=tuple(draw(tickets)),
        stop_requested=draw(st.booleans()),
    )
