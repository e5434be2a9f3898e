"""The platforms that there are. A new one is one line here."""

from __future__ import annotations

from bot.channels.messaging.platform import Platform
from bot.channels.messaging.telegram import Telegram

PLATFORMS: dict[str, type[Platform]] = {kind.name: kind for kind in (Telegram,)}
