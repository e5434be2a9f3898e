"""What has to be true before the servers start; each defect is one line that says what to do."""

from __future__ import annotations

import socket
from pathlib import Path

from bot.settings import Settings


class NotReady(Exception):
    """The message is one line for a person."""


def newest_model(settings: Settings) -> Path:
    """The model `rasa run` would load. Raises NotReady."""
    models = sorted(settings.model_dir.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise NotReady(f"aucun modèle dans {settings.model_dir}/ : lancez d'abord `make train`.")
    return models[-1]


def check_port(host: str, port: int, setting: str) -> None:
    """Raises NotReady if nobody could listen there; `setting` is the variable that moves it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = "est déjà pris" if error.errno == 98 else f"ne peut pas être ouvert ({error.strerror})"
            raise NotReady(
                f"le port {port} {reason} sur {host} ; {setting} permet d'en choisir un autre."
            ) from None


def check_database(settings: Settings) -> None:
    """Raises NotReady if the store does not answer or lacks its tables."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.commands.config import shown
    from bot.orders.store import Store

    try:
        store = Store.open(settings.database_url)
        ready = store.ready()
        store.dispose()
    except (SQLAlchemyError, ImportError, OSError):
        ready = False
    if not ready:
        raise NotReady(
            f"la base {shown(settings.database_url)} ne répond pas ou n'est pas à jour : "
            "lancez d'abord `relais prepare`."
        )
