"""Log files that a server is writing to: the person's lines go, the others and the next ones stay."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

from bot.privacy.logs import blacken, lines_with
from bot.privacy.old_logs import old_logs

WORDS = {"zoe@example.org", "c-123456", "je m'appelle Zoé, 12 rue haute", "non"}


def test_lines_are_blackened_while_somebody_writes_on(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "server.log"
    path.parent.mkdir()
    with path.open("a", encoding="utf-8") as server:
        server.write("a\nturn of c-123456 failed\nbonjour ZOE@EXAMPLE.ORG\n")
        server.write(f"{WORDS!r}\nnon, rien\n" + '{"text": "je m\'appelle Zo\\u00e9, 12 rue haute"}\n')
        server.flush()
        size = path.stat().st_size
        assert len(lines_with(tmp_path, WORDS)) == 4
        assert blacken(tmp_path, WORDS) == 4
        assert path.stat().st_size == size
        server.write("after\n")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[1] == "." * len("turn of c-123456 failed")
    assert [lines[0], *lines[4:5], lines[-1]] == ["a", "non, rien", "after"]
    assert blacken(tmp_path, WORDS) == 0


def test_a_folder_that_is_not_there_holds_nobody(tmp_path: Path) -> None:
    assert blacken(tmp_path / "none", WORDS) == 0
    assert old_logs(tmp_path / "none", 30, datetime.now(timezone.utc)) == []


def test_files_nobody_wrote_to_for_long_are_old(tmp_path: Path) -> None:
    now = datetime.now(timezone.utc)
    for name, days in (("server.log", 1), ("server.log.3", 31)):
        (tmp_path / name).write_text("x")
        then = (now - timedelta(days=days)).timestamp()
        os.utime(tmp_path / name, (then, then))
    assert [path.name for path in old_logs(tmp_path, 30, now)] == ["server.log.3"]
    assert old_logs(tmp_path, 0, now) == []
