"""Stand-ins for libraries that Rasa imports at its start and that a running Relais never calls."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class _Name(type):
    """Stands for every class and function of an absent library: good for a base class, an annotation or
    a default value, and for nothing else.
    """

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Name(name, (), {"__module__": f"{cls.__module__}.{cls.__name__}"})

    def __call__(cls, *_args: Any, **_kwargs: Any) -> Any:
        raise RuntimeError(
            f"{cls.__module__}.{cls.__name__} is left out of this process (bot/seams/lean.py); "
            "start it with RELAIS_LEAN=false"
        )


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Name(name, (), {"__module__": self.__name__})


class Absent(MetaPathFinder, Loader):
    """Finds `libraries`, and everything below them, before Python looks for the real ones."""

    def __init__(self, libraries: Iterable[str]) -> None:
        self._libraries = frozenset(libraries)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in self._libraries:
            return ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


def leave_out(libraries: Iterable[str]) -> None:
    """From now on this process imports stand-ins. Raises RuntimeError if one of them is already there."""
    wanted = frozenset(libraries)
    if there := sorted(wanted & set(sys.modules)):
        raise RuntimeError(f"imported before it could be left out: {', '.join(there)}")
    sys.meta_path.insert(0, Absent(wanted))
