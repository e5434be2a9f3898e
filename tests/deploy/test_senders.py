"""`relais serve --only senders`: no server; letters go out, lines go to standard output."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

from bot.orders.store import Store
from tests.processes import RELAIS, ROOT, free_port


def test_a_mail_server_that_is_away_is_told_in_json_and_sigterm_ends_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'relais.db'}"
    store = Store.open(url, create=True)
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO outbox (recipient, subject, body, queued_at) "
            "VALUES ('lea.martin@example.org', 'Bonjour', '…', '2026-01-01 00:00:00')"
        )
    store.dispose()
    environment = {
        **os.environ,
        "RELAIS_DATABASE_URL": url,
        "RELAIS_STATE_DIR": str(tmp_path),
        "RELAIS_SMTP_URL": f"smtp://127.0.0.1:{free_port()}",
        "RELAIS_MAIL_FROM": "relais@example.org",
        "RELAIS_LOG_FORMAT": "json",
        "RELAIS_LOG_TO": "stdout",
    }
    process = subprocess.Popen(
        [RELAIS, "serve", "--only", "senders"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    line = json.loads(process.stdout.readline())
    process.send_signal(signal.SIGTERM)
    rest = process.communicate(timeout=60)[0]
    assert (line["server"], line["level"], line["logger"]) == ("senders", "warning", "bot.mail.postman")
    assert "lea.martin" not in rest
    assert process.returncode == 0
