"""Builds the tracker that the settings describe; called by ``bot.wiring`` alone."""

from __future__ import annotations

from bot.carriers.asking import Limits, Tracker
from bot.carriers.carrier import Carrier
from bot.carriers.dhl import Dhl
from bot.carriers.laposte import LaPoste
from bot.clock import Clock
from bot.settings import Settings


def build_tracker(settings: Settings, clock: Clock | None = None) -> Tracker | None:
    """None where no carrier has a key: then nobody is ever asked."""
    carriers: list[Carrier] = []
    if settings.laposte_key:
        carriers.append(LaPoste(settings.laposte_url, settings.laposte_key.get_secret_value().strip()))
    if settings.dhl_key:
        carriers.append(Dhl(settings.dhl_url, settings.dhl_key.get_secret_value().strip()))
    if not carriers:
        return None
    limits = Limits(settings.carrier_cache_seconds, settings.carrier_failures, settings.carrier_pause_seconds)
    return Tracker(carriers, limits, clock)
