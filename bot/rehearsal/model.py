"""Finds the newest trained model."""

from __future__ import annotations

from pathlib import Path

import click

from bot.settings import load


def latest_model() -> Path:
    """Raises click.ClickException in one line when nothing was trained yet."""
    folder = load().model_dir
    models = sorted(folder.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        raise click.ClickException(f"aucun modèle dans {folder}/ : lancez d'abord « make train »")
    return models[-1]
