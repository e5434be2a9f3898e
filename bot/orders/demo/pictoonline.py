"""PictoOnline, a photo lab: orders before, during and after their production, credit notes."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from bot.orders.demo.shop import Shop
from bot.orders.model import CreditNote, Email, Order, Payment

LEA, HUGO, CHLOE = "lea.martin@example.org", "hugo.bernard@example.org", "chloe.petit@example.org"


def orders(now: datetime) -> list[Order]:
    shop = Shop("pictoonline", "photo", now)
    order, line, parcel, ago = shop.order, shop.line, shop.parcel, shop.ago
    return [
        order(
            "204001", LEA, "paid", 0.1, [line(1, "Livre photo A4 paysage, 48 pages", "39.90", produced=False)]
        ),
        order(
            "204002",
            LEA,
            "in_production",
            1,
            [
                line(1, "Livre photo A5, 24 pages", "24.90", produced=True),
                line(2, "Tirage 20 × 30 cm, papier mat", "4.50", 6, produced=False),
                line(3, "Toile 60 × 40 cm", "49.00", produced=False),
            ],
        ),
        order(
            "204003",
            LEA,
            "delivered",
            20,
            [line(1, "Calendrier mural A3 2 volets", "22.90", 2, produced=True)],
            parcels=(
                parcel(
                    "6A12040030011", "L1", 16, ("announced", 390), ("in_transit", 372), ("delivered", 330)
                ),
            ),
        ),
        order(
            "204004",
            LEA,
            "cancelled",
            34,
            [line(1, "Mug photo", "14.90", 2, produced=False)],
            cancelled_at=ago(33.9),
            credit_notes=(CreditNote(Decimal("29.80"), Decimal("10.00")),),
        ),
        order(
            "204005",
            HUGO,
            "finished",
            3,
            [line(1, "Tirage d'art 50 × 70 cm sous verre acrylique", "119.00", produced=True)],
        ),
        order(
            "204006", HUGO, "ready", 4, [line(1, "Coffret de 100 tirages 10 × 15 cm", "29.00", produced=True)]
        ),
        order(
            "204007",
            HUGO,
            "dispatched",
            5,
            [line(1, "Livre photo carré 30 × 30 cm", "59.90", produced=True)],
            parcels=(parcel("6A12040070012", "L1", 1, ("announced", 26), ("in_transit", 12)),),
        ),
        order(
            "204008",
            HUGO,
            "awaiting_payment",
            0.2,
            [line(1, "Puzzle photo 500 pièces", "27.50", produced=False)],
            payments=(Payment("card", "pending"),),
        ),
        order(
            "204009",
            CHLOE,
            "cart",
            0,
            [line(1, "Faire-part de naissance, lot de 30", "54.00", produced=False)],
        ),
        order(
            "204010",
            CHLOE,
            "in_production",
            2,
            [
                line(1, "Tirage 10 × 15 cm brillant", "0.25", 120, produced=True),
                line(2, "Album à spirale 24 × 24 cm", "18.90", produced=True),
            ],
        ),
        order(
            "204011",
            CHLOE,
            "paid",
            0.02,
            [line(1, "Toile 90 × 60 cm", "79.00", produced=False)],
            confirmed_at=None,
        ),
        order(
            "204012",
            CHLOE,
            "returned",
            45,
            [line(1, "Poster 40 × 60 cm", "19.90", produced=True)],
            parcels=(parcel("6A12040120013", "L1", 40, ("in_transit", 930), ("return", 800)),),
            zone="CH",
        ),
        order(
            "204013",
            CHLOE,
            "cancelled",
            12,
            [line(1, "Livre photo A4 portrait", "42.90", produced=False)],
            cancelled_at=ago(11.8),
            emails=(Email("confirmation", ago(12)),),
            credit_notes=(CreditNote(Decimal("42.90")),),
        ),
        order(
            "204014",
            HUGO,
            "awaiting_payment",
            1,
            [line(1, "Agenda photo A5", "21.90", produced=False)],
            payments=(Payment("card", "refused", "carte expirée"),),
        ),
    ]
