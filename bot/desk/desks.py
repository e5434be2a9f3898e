"""The desks of the settings, each built once."""

from __future__ import annotations

from bot.desk.chatwoot import Chatwoot
from bot.desk.port import Desk
from bot.desk.webhook import WebhookDesk
from bot.desk.zammad import Zammad
from bot.settings.desk import EVERY_OTHER, ChatwootDesk, ZammadDesk
from bot.settings.desk import Desk as DeskSettings
from bot.settings.desk import WebhookDesk as WebhookSettings


class Desks:
    def __init__(self, settings: DeskSettings) -> None:
        self._desks = {name: _built(one) for name, one in settings.desks.items()}

    def __bool__(self) -> bool:
        return bool(self._desks)

    def of(self, merchant: str) -> Desk | None:
        return self._desks.get(merchant) or self._desks.get(EVERY_OTHER)

    def rounds(self, merchants: list[str]) -> list[tuple[Desk, list[str]]]:
        """Each desk with the merchants that work there."""
        others = [name for name in merchants if name not in self._desks]
        found = [(self._desks[name], [name]) for name in merchants if name in self._desks]
        if EVERY_OTHER in self._desks and others:
            found.append((self._desks[EVERY_OTHER], others))
        return found


def _built(one: WebhookSettings | ChatwootDesk | ZammadDesk) -> Desk:
    if isinstance(one, WebhookSettings):
        return WebhookDesk(one.url, one.keys())
    if isinstance(one, ChatwootDesk):
        return Chatwoot(one.url, one.token.get_secret_value(), one.account, one.inbox, one.keys())
    return Zammad(one.url, one.token.get_secret_value(), one.group, one.visitor, one.keys())
