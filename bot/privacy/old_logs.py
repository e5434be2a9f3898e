"""Log files that nobody has written to for long."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path


def old_logs(folder: Path, days: int, now: datetime) -> list[Path]:
    """Those last written to more than `days` ago; none for 0."""
    if not days or not folder.is_dir():
        return []
    before = (now - timedelta(days=days)).timestamp()
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_mtime < before]
