"""Empty databases for the look-ups: SQLite files, and a PostgreSQL of our own where one is installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def sqlite_pair(folder: Path) -> tuple[str, str]:
    """Two files."""
    return f"sqlite:///{folder / 'few.db'}", f"sqlite:///{folder / 'many.db'}"


@contextmanager
def postgres_pair() -> Iterator[tuple[str, str] | None]:
    """Two databases of a throw-away cluster; None where PostgreSQL is not installed."""
    from tests.engines import postgres_binaries, postgres_cluster, postgres_engine

    binaries = postgres_binaries()
    if binaries is None:
        yield None
        return
    with (
        postgres_cluster(binaries) as cluster,
        postgres_engine(cluster) as few,
        postgres_engine(cluster) as many,
    ):
        yield few.url.render_as_string(False), many.url.render_as_string(False)
