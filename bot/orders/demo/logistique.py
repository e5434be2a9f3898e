"""The shipping provider: its customers are sellers, its orders parcels, in every zone and tracking state."""

from __future__ import annotations

from datetime import datetime

from bot.orders.demo.shop import Shop
from bot.orders.model import Claim, Order

SAVON, VELO, THE = "savonnerie.duval@example.org", "velo.atelier@example.org", "maison.the@example.org"


def orders(now: datetime) -> list[Order]:
    shop = Shop("logistique", "physical", now)
    order, line, parcel, ago = shop.order, shop.line, shop.parcel, shop.ago
    soap = [line(1, "Coffret de savons surgras", "34.00")]
    bike = [line(1, "Sacoche de guidon en toile", "62.00"), line(2, "Sonnette en laiton", "18.00")]
    tea = [line(1, "Thé Darjeeling, boîte de 250 g", "21.50", 2)]
    mail = "laposte_courrier"
    return [
        order("LG-88201", SAVON, "paid", 0.5, soap),
        order("LG-88202", SAVON, "ready", 1, soap, parcels=(parcel("6C88202000011", "L1", None),)),
        order("LG-88203", SAVON, "dispatched", 1, soap, parcels=(parcel("6C88203000012", "L1", 0.6),)),
        order(
            "LG-88204",
            SAVON,
            "dispatched",
            4,
            soap,
            parcels=(parcel("6C88204000013", "L1", 3, ("announced", 70), ("in_transit", 20)),),
        ),
        order(
            "LG-88205",
            SAVON,
            "dispatched",
            11,
            soap,
            parcels=(parcel("6C88205000014", "L1", 10, ("announced", 235), ("in_transit", 150)),),
        ),
        order(
            "LG-88206",
            SAVON,
            "delivered",
            8,
            soap,
            parcels=(parcel("6C88206000015", "L1", 7, ("in_transit", 140), ("delivered", 72)),),
        ),
        order(
            "LG-88207",
            VELO,
            "delivered",
            9,
            bike,
            parcels=(
                parcel("87000882070016", "L1 L2", 8, ("in_transit", 160), ("delivered", 100), carrier=mail),
            ),
        ),
        order(
            "LG-88208",
            VELO,
            "dispatched",
            12,
            bike,
            parcels=(parcel("87000882080017", "L1 L2", 11, ("in_transit", 200), carrier=mail),),
        ),
        order(
            "LG-88209",
            VELO,
            "dispatched",
            6,
            bike,
            zone="EU",
            parcels=(parcel("6C88209000018", "L1 L2", 5, ("announced", 115), ("in_transit", 60)),),
        ),
        order(
            "LG-88210",
            VELO,
            "dispatched",
            14,
            bike,
            zone="CH",
            parcels=(parcel("6C88210000019", "L1 L2", 13, ("announced", 300), ("in_transit", 30)),),
        ),
        order(
            "LG-88211",
            VELO,
            "dispatched",
            15,
            bike,
            zone="WORLD",
            parcels=(
                parcel("6C88211000020", "L1", 14, ("in_transit", 260)),
                parcel("6C88211000021", "L2", 13, ("in_transit", 26)),
            ),
        ),
        order(
            "LG-88212",
            THE,
            "returned",
            22,
            tea,
            parcels=(parcel("6C88212000022", "L1", 20, ("in_transit", 420), ("return", 200)),),
        ),
        order(
            "LG-88213",
            THE,
            "dispatched",
            42,
            tea,
            parcels=(parcel("6C88213000023", "L1", 41, ("in_transit", 950)),),
        ),
        order(
            "LG-88214",
            THE,
            "delivered",
            13,
            tea,
            claims=(Claim("6C88214000024", ago(2)),),
            parcels=(parcel("6C88214000024", "L1", 12, ("in_transit", 270), ("delivered", 190)),),
        ),
        order(
            "LG-88215",
            THE,
            "dispatched",
            10,
            tea,
            parcels=(parcel("XJ88215000025", "L1", 9, ("in_transit", 190), carrier="chronopost"),),
        ),
        order(
            "LG-88216",
            THE,
            "delivered",
            9,
            tea,
            parcels=(
                parcel(
                    "EXP88216000026", "L1", 8, ("out_for_delivery", 75), ("delivered", 70), carrier="other"
                ),
            ),
        ),
        order(
            "LG-88217",
            THE,
            "dispatched",
            3,
            tea,
            parcels=(parcel("6C88217000027", "L1", 2, ("in_transit", 20), ("out_for_delivery", 2)),),
        ),
    ]
