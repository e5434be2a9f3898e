"""When the model has to be trained again, and where it lies.

A model carries the hash of everything it was made from in its name (models/relais-<hash>.tar.gz): what
exists is current. `rasa run` and `rasa shell` take the newest file of the folder, which `mark_newest` sees
to.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

# Libraries whose version changes what is learned or how a model is read.
LIBRARIES = ("rasa", "spacy", "scikit-learn", "numpy")
KEPT = 3  # models that stay for going back to an earlier state quickly


def input_files(root: Path) -> list[Path]:
    """What the model is made from, sorted."""
    files = [root / "config.yml", root / "domain.yml"]
    for folder in ("data", "bot/nlu"):
        files += [
            path for path in (root / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
        ]
    return sorted(path for path in files if path.exists())


def inputs_hash(root: Path) -> str:
    """Sixteen hex digits over names and contents of the inputs and the versions of the libraries."""
    digest = hashlib.sha256()
    for library in LIBRARIES:
        digest.update(f"{library}=={version(library)}\n".encode())
    for path in input_files(root):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def model_path(model_dir: Path, hash_: str) -> Path:
    return model_dir / f"relais-{hash_}.tar.gz"


def current_model(root: Path, model_dir: Path) -> Path | None:
    """The model made from the inputs as they are now, if there is one."""
    path = model_path(model_dir, inputs_hash(root))
    return path if path.exists() else None


def mark_newest(model: Path) -> None:
    """Makes `model` the one that the ordinary Rasa commands load; forgets the oldest of ours."""
    model.touch()
    ours = sorted(model.parent.glob("relais-*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in ours[KEPT:]:
        old.unlink(missing_ok=True)
