"""The printer brand: coupons, refused payments, several parcels, returns received or not."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from bot.orders.demo.shop import CARD, Shop
from bot.orders.model import Coupon, CreditNote, Order, Payment, Return

SAM, INES, PAUL = "sam.dubois@example.org", "ines.moreau@example.org", "paul.leroy@example.org"
PRINTER = "Imprimante d'étiquettes TP-300"


def orders(now: datetime) -> list[Order]:
    shop = Shop("imprimante", "physical", now)
    order, line, parcel, ago = shop.order, shop.line, shop.parcel, shop.ago
    rolls = line(1, "Rouleaux d'étiquettes 57 × 32 mm, lot de 6", "12.50", 2)
    return [
        order("TP-50001", SAM, "paid", 1.2, [rolls], coupons=(Coupon("BIENVENUE10", "applied"),)),
        order(
            "TP-50002",
            SAM,
            "paid",
            0.3,
            [line(1, PRINTER, "149.00")],
            emails=(),
            coupons=(Coupon("BIENVENUE 10", "not_applied"),),
        ),
        order(
            "TP-50003",
            SAM,
            "dispatched",
            4,
            [line(1, "Ruban transfert thermique noir", "18.90", 3)],
            parcels=(parcel("6A75000300021", "L1", 3, ("announced", 70), ("in_transit", 40)),),
        ),
        order(
            "TP-50004",
            SAM,
            "dispatched",
            14,
            [line(1, "Support mural pour TP-300", "24.00")],
            parcels=(parcel("6A75000400022", "L1", 12, ("announced", 280), ("in_transit", 230)),),
        ),
        order(
            "TP-50005",
            INES,
            "dispatched",
            6,
            [
                line(1, "Imprimante portable TP-80", "89.00", stage="delivered"),
                line(2, "Batterie pour TP-80", "29.00"),
                line(3, "Papier thermique 80 mm, lot de 10", "21.00"),
            ],
            parcels=(
                parcel("6A75000500023", "L1", 5, ("in_transit", 100), ("delivered", 60)),
                parcel("XJ75000500024", "L2 L3", 4, ("in_transit", 30), carrier="chronopost"),
            ),
            coupons=(Coupon("FIDELE20", "applied"), Coupon("BIENVENUE10", "not_applied")),
        ),
        order(
            "TP-50006",
            INES,
            "dispatched",
            15,
            [
                line(1, "Étiqueteuse de bureau TP-20", "59.00", stage="delivered"),
                line(2, "Cassette 12 mm noir sur blanc", "9.90", 5, stage="paid"),
            ],
            parcels=(parcel("6A75000600025", "L1", 13, ("in_transit", 290), ("delivered", 250)),),
        ),
        order(
            "TP-50007",
            INES,
            "delivered",
            10,
            [line(1, PRINTER, "149.00")],
            parcels=(parcel("6A75000700026", "L1", 8, ("out_for_delivery", 150), ("delivered", 145)),),
        ),
        order(
            "TP-50008",
            INES,
            "awaiting_payment",
            0.1,
            [line(1, "Massicot rotatif A4", "34.00")],
            payments=(Payment("card", "refused", "fonds insuffisants"),),
        ),
        order(
            "TP-50009",
            PAUL,
            "awaiting_payment",
            2,
            [line(1, "Cartouche d'encre noire XL", "27.90", 2)],
            payments=(Payment("card", "refused"), Payment("paypal", "pending")),
        ),
        order(
            "TP-50010",
            PAUL,
            "returned",
            40,
            [line(1, PRINTER, "149.00")],
            returns=(Return("L1", ago(9)),),
            parcels=(parcel("6A75001000027", "L1", 38, ("in_transit", 880), ("delivered", 840)),),
        ),
        order(
            "TP-50011",
            PAUL,
            "delivered",
            18,
            [line(1, "Lecteur de codes-barres", "69.00")],
            returns=(Return("L1"),),
            credit_notes=(CreditNote(Decimal("5.00")),),
            parcels=(parcel("6A75001100028", "L1", 16, ("in_transit", 370), ("delivered", 340)),),
        ),
        order(
            "TP-50012",
            PAUL,
            "cancelled",
            5,
            [line(1, "Rouleaux d'étiquettes 102 × 152 mm", "16.50", 4)],
            cancelled_at=ago(2),
        ),
        order(
            "TP-50013",
            PAUL,
            "ready",
            2,
            [line(1, "Tête d'impression TP-300", "45.00")],
            coupons=(Coupon("retour15", "not_applied"),),
        ),
        order(
            "TP-50014",
            SAM,
            "returned",
            60,
            [line(1, "Imprimante portable TP-80", "89.00")],
            returns=(Return("L1", ago(35)),),
        ),
        order(
            "TP-50015",
            SAM,
            "cart",
            0,
            [line(1, "Kit de nettoyage", "11.90")],
            coupons=(Coupon("PRINTEMPS", "not_applied"),),
        ),
        order(
            "TP-50016",
            INES,
            "dispatched",
            9,
            [line(1, "Station d'accueil TP-80", "39.00")],
            zone="EU",
            payments=(Payment("card", "refused", "carte fermée aux achats en ligne"), CARD),
            parcels=(parcel("XJ75001600029", "L1", 8, ("announced", 190), carrier="chronopost"),),
        ),
    ]
