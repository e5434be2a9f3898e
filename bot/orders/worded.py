"""A statement in an engine's own words, with what its types do to values on their way in and out."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.sql import ClauseElement

Process = Callable[[Any], Any]
_ASKED = object()


class Worded:
    """`sql` as the driver takes it."""

    def __init__(self, statement: ClauseElement, dialect: Any) -> None:
        """Raises TypeError for a statement that SQLAlchemy would still have to complete at run time."""
        compiled: Any = statement.compile(dialect=dialect)
        if compiled.post_compile_params or compiled.literal_execute_params or compiled.returning:
            raise TypeError(f"not to be prepared: {statement}")
        if getattr(compiled, "insert_prefetch", ()) or getattr(compiled, "update_prefetch", ()):
            raise TypeError(f"a default on Python's side: {statement}")
        self.sql: str = compiled.string
        self._dialect = dialect
        self._positional: bool = compiled.positional
        defaults = {
            name: _ASKED if bind.required else bind.effective_value
            for bind, name in compiled.bind_names.items()
        }
        names = compiled.positiontup if compiled.positional else list(defaults)
        into: Mapping[str, Process] = compiled._bind_processors
        self._values = [(name, into.get(name), defaults[name]) for name in names]
        self._columns = [(column[0], column[3]) for column in compiled._result_columns]
        self._row = _row_type([name for name, _type in self._columns])
        self._out: list[Process | None] | None = None

    def given(self, values: Mapping[str, Any]) -> Any:
        """The driver's parameters. Raises KeyError."""
        given = []
        for name, process, default in self._values:
            value = values[name] if default is _ASKED else values.get(name, default)
            given.append(process(value) if process else value)
        return (
            given if self._positional else dict(zip((name for name, *_ in self._values), given, strict=True))
        )

    def rows(self, found: Sequence[Sequence[Any]], description: Sequence[Sequence[Any]]) -> list[Any]:
        """The driver's rows as named tuples of Python's values."""
        if self._out is None:
            self._out = [
                type_._cached_result_processor(self._dialect, column[1])
                for (_name, type_), column in zip(self._columns, description, strict=True)
            ]
        if not any(self._out):
            return [self._row(row) for row in found]
        out = self._out
        return [
            self._row(process(value) if process else value for process, value in zip(out, row, strict=True))
            for row in found
        ]


def _row_type(names: Sequence[str]) -> Callable[[Iterable[Any]], Any]:
    make: Any = namedtuple  # as Any: its names are known at run time only
    row: Callable[[Iterable[Any]], Any] = make("Row", names, rename=True)._make
    return row
