"""The other sides of all platforms."""

from __future__ import annotations

from tests.messaging.messenger.speaker import MessengerSpeaker
from tests.messaging.speaker import Speaker
from tests.messaging.telegram.speaker import TelegramSpeaker
from tests.messaging.twilio.speaker import TwilioSpeaker
from tests.messaging.whatsapp.speaker import WhatsAppSpeaker

SPEAKERS: dict[str, Speaker] = {
    one.name: one for one in (TelegramSpeaker(), WhatsAppSpeaker(), MessengerSpeaker(), TwilioSpeaker())
}
