"""What is wrong with a policy file, and where: one line each."""

from __future__ import annotations

from pathlib import Path


class PackError(Exception):
    """One defect of a pack. ``str()`` gives one line, ``file:line: key: message``, in French.

    A defect of the file as a whole has the key ``fichier``.
    """

    def __init__(self, path: Path, line: int, key: str, message: str) -> None:
        self.path, self.line, self.key = path, line, key or "fichier"
        self.message = " ".join(message.split())
        super().__init__(f"{path}:{line}: {self.key}: {self.message}")


class PackErrors(Exception):
    """All defects found in one load; never empty."""

    def __init__(self, errors: list[PackError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors
