"""The other sides of all platforms."""

from __future__ import annotations

from tests.messaging.speaker import Speaker
from tests.messaging.telegram.speaker import TelegramSpeaker

SPEAKERS: dict[str, Speaker] = {one.name: one for one in (TelegramSpeaker(),)}
