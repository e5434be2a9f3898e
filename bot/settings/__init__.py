"""Settings of a running Relais: the only reader of the environment (variables named RELAIS_…).

One module a room; `Settings` is all of them together.
"""

from __future__ import annotations

from pydantic import ValidationError

from bot.settings.carriers import Carriers
from bot.settings.desk import Desk
from bot.settings.developing import Developing
from bot.settings.engines import Engines
from bot.settings.folders import Folders
from bot.settings.keys import Keys
from bot.settings.limits import Limits
from bot.settings.load import Load
from bot.settings.mail import Mail
from bot.settings.mailboxes import MailboxSettings
from bot.settings.messaging import Messaging
from bot.settings.photos import Photos
from bot.settings.processes import Processes
from bot.settings.retention import Retention
from bot.settings.servers import Servers, is_loopback
from bot.settings.sites import Sites
from bot.settings.terminal import Terminal
from bot.settings.watching import Watching

PREFIX = "RELAIS_"


class SettingsError(ValueError):
    """The environment asks for something that cannot be; the message is one line for a person."""


# pydantic lists the fields of the last base first.
class Settings(
    Watching,
    Folders,
    Retention,
    Terminal,
    Photos,
    Limits,
    Load,
    Sites,
    Processes,
    Developing,
    Servers,
    Carriers,
    MailboxSettings,
    Messaging,
    Mail,
    Desk,
    Engines,
    Keys,
):
    """Durations are in seconds unless the name says otherwise. Build it with `load()`."""

    class Config:
        env_prefix = PREFIX


def load() -> Settings:
    """The settings of this process. Raises SettingsError, in one line."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise SettingsError(_one_line(error)) from None
    except ValueError as error:  # a value that should be JSON and is not
        raise SettingsError(f"réglage illisible : {error}") from None
    if not settings.demo and settings.secret is None:
        raise SettingsError(f"{PREFIX}SECRET est obligatoire quand {PREFIX}MODE=production.")
    if settings.smtp_url and not settings.mail_from:
        raise SettingsError(f"{PREFIX}MAIL_FROM est obligatoire avec {PREFIX}SMTP_URL.")
    if settings.developer_doors:
        _check_developing(settings)
    return settings


def _check_developing(settings: Settings) -> None:
    """Raises SettingsError unless these doors stay on this machine."""
    if not settings.demo:
        raise SettingsError(f"{PREFIX}DEVELOPER_CHANNELS ne va pas avec {PREFIX}MODE=production.")
    if not is_loopback(settings.host):
        raise SettingsError(f"{PREFIX}DEVELOPER_CHANNELS demande {PREFIX}HOST=127.0.0.1.")


def _one_line(error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0]).upper() if first["loc"] else ""
    return f"{PREFIX}{name} : {first['msg']}".replace("\n", " ")
