"""The delivered assistant: the project's own configuration and data."""

import hashlib
from pathlib import Path

from bench.nlu.assistants import Assistant, trained
from bench.nlu.sets import ROOT


def delivered() -> Assistant:
    """Trained by `rasa train` on everything under data/, or as it was kept for the same inputs."""
    key = digest(ROOT / "config.yml", ROOT / "domain.yml", ROOT / "data", ROOT / "bot/nlu")
    return trained("relais", ROOT / "config.yml", ROOT / "data", key, ROOT / "domain.yml")


def digest(*places: Path) -> str:
    """Twelve hex digits over the names and contents of files and folders."""
    found = hashlib.sha256()
    for place in places:
        files = [place] if place.is_file() else sorted(p for p in place.rglob("*.*") if p.is_file())
        for path in files:
            if "__pycache__" not in path.parts:
                found.update(str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name).encode())
                found.update(path.read_bytes())
    return found.hexdigest()[:12]
