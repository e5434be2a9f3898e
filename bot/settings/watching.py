"""What can be seen of a running Relais from outside."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseSettings

from bot.settings.field import field


class Watching(BaseSettings):
    log_format: Literal["text", "json"] = field(
        "text",
        "Forme des journaux : texte, ou une ligne JSON par événement",
        "Form of the logs: text, or one JSON line per event",
    )
    log_to: Literal["files", "stdout"] = field(
        "files",
        "Où vont les journaux des serveurs : fichiers de RELAIS_STATE_DIR, ou sortie standard (conteneurs)",
        "Where the servers' logs go: files in RELAIS_STATE_DIR, or standard output (containers)",
    )
