"""The platforms that there are. A new one is one line here."""

from __future__ import annotations

from bot.channels.messaging.email import Email
from bot.channels.messaging.messenger import Messenger
from bot.channels.messaging.platform import Platform
from bot.channels.messaging.telegram import Telegram
from bot.channels.messaging.twilio import Twilio
from bot.channels.messaging.whatsapp import WhatsApp

KINDS = (Telegram, WhatsApp, Messenger, Twilio, Email)
PLATFORMS: dict[str, type[Platform]] = {kind.name: kind for kind in KINDS}
