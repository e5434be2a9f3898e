"""What a seam is: one function upstream, replaced for one stated reason."""

import hashlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any


@dataclass(frozen=True)
class Seam:
    """`owner.name` gives way to `replacement`.

    `reason` says what upstream does and why it does not serve here; `version` is the one it was read in, and
    `digest` that of the source replaced (see `source_digest`): when a test finds another, somebody reads
    upstream again.
    """

    owner: type | ModuleType
    name: str
    replacement: Callable[..., Any]
    reason: str
    version: str
    digest: str

    def install(self) -> None:
        """Puts the replacement in place; once installed, does nothing."""
        if self.owner.__dict__[self.name] is not self.replacement:
            _ORIGINALS.setdefault((self.owner, self.name), self.owner.__dict__[self.name])
            setattr(self.owner, self.name, self.replacement)

    def original(self) -> Any:
        """The function upstream wrote, installed or not."""
        return _ORIGINALS.get((self.owner, self.name), self.owner.__dict__[self.name])

    def source_digest(self) -> str:
        """Twelve hex digits that change when the source upstream changes."""
        return hashlib.sha256(inspect.getsource(self.original()).encode()).hexdigest()[:12]


_ORIGINALS: dict[tuple[type | ModuleType, str], Any] = {}
