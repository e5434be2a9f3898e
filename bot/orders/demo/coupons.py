"""The codes that the printer brand gave out: to anybody, or to one customer."""

from __future__ import annotations

from bot.orders.demo.imprimante import INES, PAUL
from bot.orders.model import IssuedCoupon

COUPONS = (
    IssuedCoupon("imprimante", "BIENVENUE10"),
    IssuedCoupon("imprimante", "ENCRE-5"),
    IssuedCoupon("imprimante", "FIDELE20", INES),
    IssuedCoupon("imprimante", "RETOUR15", PAUL),
)
