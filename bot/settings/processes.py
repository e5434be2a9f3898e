"""How the server processes run."""

from __future__ import annotations

from pydantic import BaseSettings

from bot.settings.field import field


class Processes(BaseSettings):
    lean: bool = field(
        True,
        "Démarrer Rasa sans TensorFlow ni les autres bibliothèques dont le modèle n'a pas besoin",
        "Start Rasa without TensorFlow and the other libraries that the model does not need",
    )
    one_core: bool = field(
        True,
        "Garder chaque processus serveur sur un seul cœur, qu'il quitte quand d'autres en ont besoin (Linux)",
        "Keep each server process on one processor core, which it leaves when others need it (Linux)",
    )
