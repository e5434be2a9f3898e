"""`relais track`: the command whole, with a carrier on loopback."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import group
from bot.orders.store import Store
from tests.carriers.payloads import COLISSIMO, LAPOSTE_UNKNOWN, laposte
from tests.carriers.server import Api, gives
from tests.carriers.talking import ago, order, parcel

GOOD = laposte(("AG1", "2026-11-17T14:05:00+01:00"), ("PC1", "2026-11-16T09:00:00+01:00"))


@pytest.fixture
def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'relais.db'}"
    store = Store.open(url, create=True)
    with store.transaction() as tx:
        tx.orders.put(order(parcel(("in_transit", ago(days=8)))))
    store.dispose()
    return url


def track(database: str, *arguments: str, **settings: str) -> Result:
    environment: dict[str, str | None] = {name: None for name in os.environ if name.startswith("RELAIS_")}
    environment |= {"RELAIS_DATABASE_URL": database, "COLUMNS": "160", **settings}
    return CliRunner().invoke(group, ["track", *arguments], env=environment)


def asking(api: Api) -> dict[str, str]:
    return {"RELAIS_LAPOSTE_KEY": "k", "RELAIS_LAPOSTE_URL": api.url}


def test_fresh_tracking_is_a_french_table_and_is_kept(database: str, api: Api) -> None:
    api.will(gives(GOOD))
    shown = track(database, "6a 1234-5678901", **asking(api))
    assert (shown.exit_code, shown.stderr) == (0, "")
    for words in (
        f"Colis {COLISSIMO} · Colissimo · commande LG-11101 (logistique)",
        "Demandé au transporteur",
        "16 nov. 2026, 09:00",
        "en cours de livraison",
        "Étape AG1 du colis. il attend d'être retiré au guichet.",
    ):
        assert words in shown.stdout
    assert shown.stdout.index("PC1") < shown.stdout.index("AG1")
    later = track(database, COLISSIMO)  # no key any more
    assert "D'après le dernier suivi connu, du " in later.stdout
    assert "RELAIS_LAPOSTE_KEY" in later.stdout


def test_json(database: str, api: Api) -> None:
    api.will(gives(GOOD))
    data = json.loads(track(database, COLISSIMO, "--json", **asking(api)).stdout)
    assert (data["tracking"], data["carrier"], data["order"]) == (COLISSIMO, "Colissimo", "LG-11101")
    assert (data["source"], data["problem"]) == ("carrier", None)
    assert [(one["code"], one["status"]) for one in data["events"]] == [
        ("PC1", "in_transit"),
        ("AG1", "out_for_delivery"),
    ]


def test_a_refused_key_is_one_line_and_the_imported_scans(database: str, api: Api) -> None:
    api.will(gives({}, 401))
    shown = track(database, COLISSIMO, **asking(api))
    assert shown.exit_code == 0
    assert "Pas de suivi à l'instant : Clé refusée (401)" in shown.stdout
    assert "D'après les passages importés avec la commande" in shown.stdout


def test_a_number_of_no_order_is_asked_about_too(database: str, api: Api) -> None:
    api.will(gives(laposte(("DI1", "2026-11-17T14:05:00+01:00"), number="8R44120097651")))
    shown = track(database, "8R44120097651", **asking(api))
    assert "livré" in shown.stdout


def test_an_unknown_number_says_so_and_fails(database: str, api: Api) -> None:
    api.will(gives(LAPOSTE_UNKNOWN, 404))
    shown = track(database, "8R44120097651", **asking(api))
    assert shown.exit_code == 1
    assert "La Poste ne connaît pas ce numéro." in shown.stdout
    assert "Aucun suivi connu." in shown.stdout


def test_without_a_database_it_says_what_to_do(tmp_path: Path) -> None:
    shown = track(f"sqlite:///{tmp_path / 'vide.db'}", COLISSIMO)
    assert shown.exit_code == 1
    assert "relais prepare" in shown.stderr
