"""La Poste's shop for professionals: services, postage labels at each step of their year, stamps and
packaging."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.orders.demo.shop import Shop
from bot.orders.model import Label, Line, Order, Payment, RefundRequest, Return

FLEUR, CABINET, GARAGE = "fleurs.garnier@example.org", "cabinet.roux@example.org", "garage.faure@example.org"


def orders(now: datetime) -> list[Order]:
    shop = Shop("laposte_pro", "physical", now)
    order, line, parcel, ago = shop.order, shop.line, shop.parcel, shop.ago
    today = now.astimezone(ZoneInfo("Europe/Paris")).date()

    def label(number: int, paid_days_ago: int, used: bool = False) -> Line:
        until = today - timedelta(days=paid_days_ago) + timedelta(days=7)
        name = "Bordereau d'affranchissement Colissimo 2 kg"
        return line(number, name, "9.35", kind="label", label=Label(used, until))

    stamps = "Carnet de 12 timbres Lettre verte"
    return [
        order("PRO-2026-004501", FLEUR, "paid", 2, [label(1, 2)]),
        order("PRO-2026-004502", FLEUR, "paid", 30, [label(1, 30)]),
        order("PRO-2026-004503", FLEUR, "paid", 20, [label(1, 20, used=True)]),
        order("PRO-2026-004504", FLEUR, "paid", 400, [label(1, 400)]),
        order(
            "PRO-2026-004505",
            FLEUR,
            "paid",
            25,
            [label(1, 25)],
            refund_requests=(RefundRequest("L1", ago(4)),),
        ),
        order(
            "PRO-2026-004506",
            FLEUR,
            "cart",
            0,
            [line(1, "Lettre recommandée en ligne", "6.11", kind="service"), line(2, stamps, "16.68", 3)],
        ),
        order(
            "PRO-2026-004507",
            CABINET,
            "paid",
            1,
            [line(1, "Lettre recommandée en ligne", "6.11", 4, kind="service")],
            emails=(),
        ),
        order(
            "PRO-2026-004508",
            CABINET,
            "paid",
            5,
            [line(1, "Timbres à imprimer", "1.39", 50, kind="service")],
            emails=(),
        ),
        order(
            "PRO-2026-004509",
            CABINET,
            "delivered",
            8,
            [line(1, stamps, "16.68", 10)],
            parcels=(parcel("6L45090000031", "L1", 6, ("in_transit", 130), ("delivered", 95)),),
        ),
        order(
            "PRO-2026-004510",
            CABINET,
            "dispatched",
            3,
            [line(1, "Enveloppes prêtes à poster, lot de 100", "139.00")],
            parcels=(parcel("6L45100000032", "L1", 1, ("announced", 22)),),
        ),
        order(
            "PRO-2026-004511",
            CABINET,
            "awaiting_payment",
            1,
            [line(1, "Réexpédition du courrier pro, 6 mois", "149.00", kind="service")],
            payments=(Payment("transfer", "pending"),),
        ),
        order(
            "PRO-2026-004512",
            GARAGE,
            "delivered",
            15,
            [
                line(1, "Emballages Colissimo taille L, lot de 20", "58.00"),
                line(2, "Timbres personnalisés, planche de 30", "62.40", kind="service"),
            ],
            parcels=(parcel("6L45120000033", "L1 L2", 12, ("in_transit", 270), ("delivered", 240)),),
            returns=(Return("L1"),),
        ),
        order("PRO-2026-004513", GARAGE, "paid", 10, [label(1, 10), label(2, 10, used=True)]),
        order(
            "PRO-2026-004514",
            GARAGE,
            "paid",
            6,
            [line(1, "Bordereau d'affranchissement Colissimo 5 kg", "14.10", kind="label", label=Label())],
        ),
        order(
            "PRO-2026-004515", GARAGE, "cancelled", 4, [line(1, stamps, "16.68", 2)], cancelled_at=ago(3.5)
        ),
        order("PRO-2026-004516", GARAGE, "paid", 7, [label(1, 7)]),
    ]
