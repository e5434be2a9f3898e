"""Where files are."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseSettings

from bot.settings.field import field


class Folders(BaseSettings):
    faq_dir: Path = field(
        Path("faq"), "Dossier des règles des marchands", "Folder of the merchants' policies"
    )
    model_dir: Path = field(Path("models"), "Dossier des modèles entraînés", "Folder of the trained models")
    state_dir: Path = field(
        Path(".relais"), "Dossier des journaux et de l'état local", "Folder of logs and local state"
    )
