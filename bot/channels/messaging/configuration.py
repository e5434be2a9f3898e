"""The channels of the settings, and what sends on them."""

from __future__ import annotations

import os

from bot.channels.merchants import read_merchants
from bot.channels.messaging.account import Account
from bot.channels.messaging.configured import open_platforms, read_accounts
from bot.channels.messaging.platform import Platform
from bot.policies.errors import PackError, PackErrors
from bot.settings import Settings, SettingsError


def accounts_of(settings: Settings) -> list[Account]:
    """None without a file. Raises SettingsError, with a line for each defect."""
    path = settings.channels_file
    if path is None:
        return []
    try:
        return read_accounts(path, read_merchants(settings.faq_dir), os.environ)
    except (PackError, PackErrors) as defects:
        raise SettingsError(str(defects)) from None


def open_channels(settings: Settings) -> dict[str, Platform]:
    """Channel (« telegram/picto ») -> its platform. Raises SettingsError."""
    return open_platforms(accounts_of(settings))
