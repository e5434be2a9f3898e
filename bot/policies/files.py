"""The files of a pack, read from its folder or given from memory; either way errors name their place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.policies.errors import PackError

MERCHANT_FILE = "merchant.yml"


@dataclass(frozen=True)
class PackFiles:
    """``place`` ends with the merchant's key; ``content`` holds each file's bytes, or why there are none."""

    place: Path
    content: Mapping[str, bytes | PackError]

    @classmethod
    def of_folder(cls, folder: Path) -> PackFiles:
        """Everything that looks like YAML; what cannot be read is kept as its error."""
        found = {path.name: _bytes(path) for path in sorted(folder.glob("*.y*ml"))}
        return cls(folder, found)

    @classmethod
    def of_texts(cls, merchant: str, texts: Mapping[str, str]) -> PackFiles:
        """A pack kept as texts, by file name."""
        return cls(Path(merchant), {name: text.encode() for name, text in sorted(texts.items())})

    def texts(self) -> dict[str, str]:
        """The files of a pack that was loaded without errors, as texts (each ends as the bytes it had)."""
        return {name: raw.decode() for name, raw in self.content.items() if isinstance(raw, bytes)}

    def path(self, name: str) -> Path:
        return self.place / name

    def read(self, name: str) -> bytes:
        """Raises PackError."""
        raw = self.content.get(name)
        if raw is None:
            raise PackError(self.path(name), 1, "", "fichier absent")
        if isinstance(raw, PackError):
            raise raw
        return raw

    def hash(self) -> str:
        """SHA-256 over the names and the bytes of all ``.yml`` files, in the order of their names."""
        digest = hashlib.sha256()
        for name, raw in sorted(self.content.items()):
            if name.endswith(".yml") and isinstance(raw, bytes):
                digest.update(name.encode() + b"\0" + raw + b"\0")
        return digest.hexdigest()


def _bytes(path: Path) -> bytes | PackError:
    try:
        return read_bytes(path)
    except PackError as broken:
        return broken


def read_bytes(path: Path) -> bytes:
    """Raises PackError for a file that is absent, a folder, or not readable."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise PackError(path, 1, "", "fichier absent") from None
    except IsADirectoryError:
        raise PackError(path, 1, "", "un fichier est attendu, c'est un dossier") from None
    except OSError:
        raise PackError(path, 1, "", "fichier illisible (vérifiez les droits d'accès)") from None
