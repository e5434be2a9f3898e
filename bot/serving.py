"""How the servers are started: the action server, and Rasa with our own channel only."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bot.channels.merchants import read_merchants
from bot.channels.messaging.configuration import open_channels
from bot.channels.messaging.courier import Courier
from bot.channels.messaging.courier import log_to as messaging_log
from bot.channels.messaging.delivery import Delivery
from bot.channels.messaging.email import Email
from bot.channels.messaging.mailbox.mailboxes import Mailboxes, mailboxes_of
from bot.clock import Clock
from bot.desk.courier import DeskCourier
from bot.desk.desks import Desks
from bot.desk.logs import log_to as desk_log
from bot.mail.postman import Postman, log_to
from bot.mail.server import MailServer
from bot.orders.store import Store
from bot.privacy.cleaner import Cleaner
from bot.privacy.cleaner import log_to as privacy_log
from bot.settings import Settings
from bot.supervisor import Child
from bot.watching.logs import install


def action_server(settings: Settings) -> Child:
    """The action server as a child. Raises OSError."""
    command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(settings.action_port)]
    # rasa_sdk has no option for the address it listens on.
    listening = {**_environment(), "SANIC_HOST": settings.action_host}
    log = settings.state_dir / "logs" / "actions.log"
    return Child("le serveur d'actions", command, log, listening, *_logs(settings))


def rasa_server(settings: Settings, model: Path) -> Child:
    """Rasa as a child. Raises OSError."""
    command = [sys.executable, "-m", "bot.rasa_server", "run", "--model", str(model)]
    command += ["--interface", settings.host, "--port", str(settings.port)]
    command += ["--credentials", str(credentials_file(settings))]
    command += ["--endpoints", str(endpoints_file(settings))]
    command += ["--enable-api"] if "api" in settings.developer_doors else []
    log = settings.state_dir / "logs" / "server.log"
    return Child("le serveur Rasa", command, log, _environment(), *_logs(settings))


def postman(settings: Settings) -> Postman | None:
    """Sends the outbox's letters beside the servers; None where no mail server is configured."""
    if not settings.smtp_url or not settings.mail_from:
        return None
    if not _to_stdout(settings):
        log_to(settings.state_dir / "logs" / "mail.log")
    return Postman(Store.open(settings.database_url), MailServer.parse(settings.smtp_url), settings.mail_from)


def courier(settings: Settings) -> Courier | None:
    """Delivers on messaging channels beside the servers; None where no channel is configured. Raises
    SettingsError."""
    platforms = open_channels(settings)
    if not platforms:
        return None
    if not _to_stdout(settings):
        messaging_log(settings.state_dir / "logs" / "channels.log")
    return Courier(Delivery(Store.open(settings.database_url), platforms, Clock().now))


def mailboxes(settings: Settings) -> Mailboxes | None:
    """Reads the mailboxes of the e-mail channels; None where there is none. `courier` says where its log
    goes. Raises SettingsError."""
    platforms = {name: one for name, one in open_channels(settings).items() if isinstance(one, Email)}
    return mailboxes_of(platforms, Store.open(settings.database_url), settings) if platforms else None


def _to_stdout(settings: Settings) -> bool:
    """Whether what works in this process itself tells standard output, as the servers do."""
    if settings.log_to == "stdout":
        install(settings.log_format, "senders")
    return settings.log_to == "stdout"


def desks(settings: Settings) -> list[DeskCourier]:
    """Tell the desks of the settings what waits for them, beside the servers."""
    found = Desks(settings)
    if not found:
        return []
    if not _to_stdout(settings):
        desk_log(settings.state_dir / "logs" / "desk.log")
    store, merchants = Store.open(settings.database_url), list(read_merchants(settings.faq_dir))
    return [DeskCourier(store, desk, served, Clock().now) for desk, served in found.rounds(merchants)]


def _logs(settings: Settings) -> tuple[str, str]:
    return settings.log_format, settings.log_to


def _environment() -> dict[str, str]:
    """Ours. One thread for a matrix: numpy's library otherwise keeps one per core, which spin after each
    product of a few thousand numbers and take the processor from the turn. And no line of Sanic's for each
    request, which it would put together for a logger that is silent."""
    quick = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "SANIC_ACCESS_LOG": "false"}
    return {**quick, **os.environ, "PYTHONUNBUFFERED": "1"}


def endpoints_file(settings: Settings) -> Path:
    """endpoints.yml with the action server's address as the settings have it."""
    from ruamel.yaml import YAML

    yaml = YAML()
    tree = yaml.load(Path("endpoints.yml")) or {}
    tree.setdefault("action_endpoint", {})["url"] = settings.action_webhook
    path = settings.state_dir / f"endpoints-{settings.port}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    yaml.dump(tree, path)
    return path


def credentials_file(settings: Settings) -> Path:
    """credentials.yml; with the doors that a developer opened, a copy that names them too."""
    doors = [door for door in settings.developer_doors if door != "api"]
    if not doors:
        return Path("credentials.yml")
    from ruamel.yaml import YAML

    yaml = YAML()
    tree = yaml.load(Path("credentials.yml")) | {door: {} for door in doors}
    path = settings.state_dir / f"credentials-{settings.port}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    yaml.dump(tree, path)
    return path


def cleaner(settings: Settings) -> Cleaner:
    """Forgets once a day what was kept long enough."""
    if not _to_stdout(settings):
        privacy_log(settings.state_dir / "logs" / "privacy.log")
    return Cleaner(settings)


def answers(address: str) -> bool:
    """Whether a GET there gives 200 within 5 seconds."""
    try:
        with urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except (URLError, OSError, ValueError):
        return False
