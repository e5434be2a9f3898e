"""Inno, a marketplace: each line has its seller, who dispatches it or not; incidents go by line."""

from __future__ import annotations

from datetime import datetime

from bot.orders.demo.shop import Shop
from bot.orders.model import Incident, Order, Payment, Return

NORA, LUC, EMMA = "nora.lambert@example.org", "luc.fontaine@example.org", "emma.girard@example.org"
NORTH, OAK, LIGHT = "Atelier du Nord", "Chêne et Lin", "Maison Lumière"


def orders(now: datetime) -> list[Order]:
    shop = Shop("inno", "marketplace", now)
    order, line, parcel, ago = shop.order, shop.line, shop.parcel, shop.ago
    lamp = line(1, "Lampe de chevet en céramique", "64.00", seller=LIGHT)
    plaid = line(2, "Plaid en lin lavé, bleu orage", "89.00", seller=OAK)
    return [
        order("IN-3041-71", NORA, "paid", 0.4, [lamp]),
        order("IN-3041-72", NORA, "paid", 1, [lamp, plaid]),
        order("IN-3041-73", NORA, "paid", 0.1, [lamp], confirmed_at=None),
        order(
            "IN-3041-74",
            NORA,
            "dispatched",
            4,
            [
                line(1, "Table basse en chêne massif", "245.00", seller=NORTH, stage="dispatched"),
                line(2, "Housse de coussin 45 × 45 cm", "24.00", 2, seller=OAK, stage="paid"),
            ],
            parcels=(parcel("6N30417400041", "L1", 2, ("announced", 46), ("in_transit", 30)),),
        ),
        order(
            "IN-3041-75",
            NORA,
            "delivered",
            12,
            [lamp, plaid],
            parcels=(
                parcel("6N30417500042", "L1", 9, ("in_transit", 200), ("delivered", 170)),
                parcel(
                    "XJ30417500043", "L2", 8, ("in_transit", 180), ("delivered", 150), carrier="chronopost"
                ),
            ),
        ),
        order("IN-3041-76", LUC, "cart", 0, [line(1, "Miroir rond 60 cm", "119.00", seller=NORTH)]),
        order(
            "IN-3041-77",
            LUC,
            "dispatched",
            7,
            [
                line(1, "Service de 6 assiettes en grès", "72.00", seller=LIGHT, stage="delivered"),
                line(2, "Carafe soufflée bouche", "38.00", seller=LIGHT, stage="dispatched"),
            ],
            parcels=(
                parcel("6N30417700044", "L1", 5, ("in_transit", 110), ("delivered", 80)),
                parcel("6N30417700045", "L2", 5, ("in_transit", 110)),
            ),
        ),
        order(
            "IN-3041-78",
            LUC,
            "delivered",
            20,
            [line(1, "Tabouret de bar", "98.00", 2, seller=NORTH)],
            incidents=(Incident("L1", "Mon produit est abîmé"),),
            parcels=(
                parcel(
                    "6N30417800046",
                    "L1",
                    17,
                    ("delivered", 350),
                ),
            ),
        ),
        order(
            "IN-3041-79",
            LUC,
            "awaiting_payment",
            0.05,
            [plaid],
            payments=(Payment("card", "refused", "paiement refusé par la banque"),),
        ),
        order("IN-3041-80", LUC, "cancelled", 9, [lamp], cancelled_at=ago(8)),
        order(
            "IN-3041-81",
            EMMA,
            "delivered",
            6,
            [line(1, "Panier à linge en osier", "54.90", seller=OAK)],
            zone="EU",
            parcels=(parcel("EXP30418100047", "L1", 5, ("delivered", 20), carrier="other"),),
        ),
        order(
            "IN-3041-82",
            EMMA,
            "paid",
            2,
            [
                line(1, "Rideau occultant 140 × 260 cm", "69.00", 2, seller=OAK),
                line(2, "Tringle extensible", "29.00", seller=NORTH, stage="cancelled"),
            ],
            emails=(),
        ),
        order(
            "IN-3041-83",
            EMMA,
            "returned",
            30,
            [line(1, "Suspension en rotin", "85.00", seller=LIGHT)],
            returns=(Return("L1", ago(6)),),
            parcels=(parcel("6N30418300048", "L1", 27, ("delivered", 580), ("return", 300)),),
        ),
        order(
            "IN-3041-84",
            EMMA,
            "dispatched",
            16,
            [line(1, "Étagère murale en frêne", "132.00", seller=NORTH)],
            parcels=(parcel("6N30418400049", "L1", 14),),
        ),
    ]
