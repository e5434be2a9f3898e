"""What is wrong with a policy file, and where: one line each."""

from __future__ import annotations

from pathlib import Path


class PackError(Exception):
    """One defect of a pack. ``str()`` gives ``file:line: key: message`` in French."""

    def __init__(self, path: Path, line: int, key: str, message: str) -> None:
        super().__init__(f"{path}:{line}: {key + ' : ' if key else ''}{message}")
        self.path, self.line, self.key, self.message = path, line, key, message


class PackErrors(Exception):
    """All defects found in one load; never empty."""

    def __init__(self, errors: list[PackError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors
