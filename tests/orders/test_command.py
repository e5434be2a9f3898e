"""`relais orders`, run as a person runs it, on a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.orders.demo import seed_demo
from bot.orders.importing import parse_orders, to_json
from bot.orders.store import Store
from tests.orders.samples import NOW, full_order


def relais(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).parents[2])
    environment = {
        **os.environ,
        "RELAIS_DATABASE_URL": f"sqlite:///{folder / 'relais.db'}",
        "PYTHONPATH": root,
    }
    environment |= {"COLUMNS": "160", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", "from bot.cli import main; main()", "orders", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=root, timeout=120)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = Store.open(f"sqlite:///{tmp_path / 'relais.db'}", create=True)
    seed_demo(store, NOW)
    store.dispose()
    return tmp_path


def test_show_json_fits_what_import_takes(folder: Path) -> None:
    shown = relais(folder, "show", "#tp 50005", "--json")
    assert (shown.returncode, shown.stderr) == (0, "")
    orders, _, errors = parse_orders([json.loads(shown.stdout)])
    assert errors == []
    assert orders[0].number == "TP-50005"


def test_show_is_a_french_table(folder: Path) -> None:
    shown = relais(folder, "show", "TP-50005")
    assert shown.returncode == 0
    for words in (
        "expédiée",
        "Imprimante portable TP-80",
        "139,00",
        "en cours d'acheminement",
        "numéro de suivi",
    ):
        assert words in shown.stdout


def test_a_number_that_is_not_there_or_at_two_merchants_is_told(folder: Path) -> None:
    assert relais(folder, "show", "999").returncode == 1
    path = folder / "two.json"
    path.write_text(json.dumps([to_json(full_order("1")), to_json(full_order("1", merchant="inno"))]))
    assert relais(folder, "import", str(path)).returncode == 0
    shown = relais(folder, "show", "1")
    assert (shown.returncode, shown.stdout) == (1, "")
    assert "inno, pictoonline" in shown.stderr
    assert relais(folder, "show", "1", "--merchant", "inno").returncode == 0


def test_import_tells_errors_on_stderr_and_exits_1(folder: Path) -> None:
    path = folder / "orders.json"
    path.write_text(json.dumps([to_json(full_order("1")), {"merchant": "inno"}]))
    done = relais(folder, "import", str(path))
    assert done.returncode == 1
    assert done.stdout == "1 commande importée, 1 refus\n"
    assert done.stderr.startswith("ligne 1, [1].number : valeur attendue, champ absent")


def test_a_database_without_tables_is_told_and_an_import_makes_them(tmp_path: Path) -> None:
    shown = relais(tmp_path, "show", "1")
    assert shown.returncode == 1
    assert "relais prepare" in shown.stderr
    path = tmp_path / "orders.json"
    path.write_text(json.dumps([to_json(full_order("1"))]))
    assert relais(tmp_path, "import", str(path)).returncode == 0
    assert relais(tmp_path, "show", "1").returncode == 0
