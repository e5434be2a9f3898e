"""A customer of a running Relais: signed in, as a guest, with an act, letters and a ticket; handed out, then
erased while the servers run, and searched for everywhere afterwards."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.orders.store import Store
from tests.channels.client import Client
from tests.privacy.dump import dump
from tests.processes import RELAIS, ROOT

EMAIL, NUMBER = "zoe.quintrelle@example.org", "987601"
NAME, PHONE, STREET = "Zoé Quintrelle", "06 98 76 54 32", "12 rue des Lilas"
CHANGE = f"je suis {NAME}, livrez plutôt au {STREET} 75011 Paris et appelez le {PHONE}"
TRACES = (EMAIL, EMAIL.upper(), "Quintrelle", PHONE, STREET, "des Lilas", "livrez plutôt")


def order(number: str) -> dict[str, Any]:
    line = {
        "id": "L1",
        "kind": "photo",
        "name": "Livre photo",
        "qty": 1,
        "unit_price": "39.90",
        "produced": False,
    }
    times = {"placed_at": "2026-11-20T08:00:00+01:00", "paid_at": "2026-11-20T08:01:00+01:00"}
    who = {"merchant": "pictoonline", "number": number, "email": EMAIL}
    return {**who, "stage": "paid", **times, "lines": [line]}


def relais_says(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [RELAIS, *words], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture
def guest(relais: str, environment: dict[str, str], tmp_path: Path) -> Client:
    """Has written by both doors; a word too many stands in a log."""
    file = tmp_path / "orders.json"
    file.write_text(json.dumps({"orders": [order(NUMBER), order("987602")]}))
    assert relais_says(environment, "orders", "import", str(file)).returncode == 0
    signed_in = Client.open(relais, merchant="pictoonline", customer=EMAIL)
    said = signed_in.say(f"je veux annuler ma commande {NUMBER}", 2)
    assert any("987601" in event.get("text", "") for event in said), said
    signed_in.say("oui", 2)
    signed_in.say(CHANGE, 2)
    signed_in.say("je veux parler à un conseiller", 2)
    guest = Client.open(relais, merchant="pictoonline")
    guest.say("où en est ma commande 987602 ?", 2)
    guest.say(f"c'est {EMAIL}", 2)
    guest.say(CHANGE, 2)
    with (Path(environment["RELAIS_STATE_DIR"]) / "logs" / "server.log").open("a") as log:
        log.write(f"a careless line: {CHANGE}\n")
    return guest


def test_a_person_is_handed_out_and_erased_everywhere(guest: Client, environment: dict[str, str]) -> None:
    store = Store.open(environment["RELAIS_DATABASE_URL"])
    assert all(trace in dump(store) for trace in TRACES if trace != EMAIL.upper())

    exported = relais_says(environment, "privacy", "export", EMAIL)
    assert exported.returncode == 0, exported.stderr
    data = json.loads(exported.stdout)
    assert [one["number"] for one in data["orders"]] == [NUMBER, "987602"]
    assert {
        "Conversations",
        "Messages reçus",
        "Messages affichés",
        "Décisions",
        "Actes",
        "Tickets",
        "Courrier",
    } <= set(data["held"])
    assert CHANGE in [message["text"] for message in data["held"]["Messages reçus"]]
    assert any("careless" in line for line in data["logs"])

    refused = subprocess.run(
        [RELAIS, "privacy", "erase", EMAIL],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        input="n\n",
    )
    assert refused.returncode == 1
    assert "conversations 2" in refused.stderr
    assert EMAIL in dump(store)

    erased = relais_says(environment, "privacy", "erase", EMAIL, "--yes")
    assert erased.returncode == 0, erased.stderr
    receipt = json.loads(erased.stdout)["receipt"]
    everything = dump(store)
    assert [trace for trace in TRACES if trace in everything] == []
    assert guest.conversation not in everything
    assert guest.post("vous vous souvenez de moi ?").status_code == 401
    folder = Path(environment["RELAIS_STATE_DIR"])
    files = [path for path in folder.rglob("*") if path.is_file()]
    files += list(Path(store.engine.url.database).parent.glob("relais.db*"))
    left = [(path.name, trace) for path in files for trace in TRACES if trace.encode() in path.read_bytes()]
    assert left == []

    with store.transaction() as tx:
        kept = tx.orders.get("pictoonline", NUMBER)
        acts = tx.records.audit(NUMBER)
    store.dispose()
    assert kept
    assert (kept.stage, str(kept.total)) == ("cancelled", "39.90")
    assert [(act["who"], act["effect"]) for act in acts] == [
        (None, "open_ticket"),
        (None, "cancel_with_credit"),
    ]
    found = relais_says(environment, "privacy", "receipts", "--of", EMAIL)
    assert json.loads(found.stdout)["id"] == receipt["id"]
    nothing = relais_says(environment, "privacy", "receipts", "--of", "bo@example.org")
    assert (nothing.stdout, nothing.stderr) == ("", "Aucun reçu.\n")
    again = relais_says(environment, "privacy", "export", EMAIL)
    assert json.loads(again.stdout)["held"] == {}


def test_purging_says_what_it_would_forget(environment: dict[str, str]) -> None:
    told = relais_says(environment, "privacy", "purge", "--dry-run")
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "Rien n'est à oublier.\n")


@pytest.mark.parametrize("word", ["zoe", "@example.org", "zoe @example.org", ""])
def test_what_is_no_address_is_refused(environment: dict[str, str], word: str) -> None:
    told = relais_says(environment, "privacy", "erase", word, "--yes")
    assert told.returncode == 1
    assert "adresse e-mail attendue" in told.stderr


def test_a_table_nobody_declared_stops_everything(environment: dict[str, str], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'other.db'}"
    store = Store.open(url, create=True)
    with store.transaction() as tx:
        tx.connection.exec_driver_sql("CREATE TABLE gossip (who TEXT)")
    store.dispose()
    told = relais_says(environment | {"RELAIS_DATABASE_URL": url}, "privacy", "erase", EMAIL, "--yes")
    assert told.returncode == 1
    assert "gossip" in told.stderr
