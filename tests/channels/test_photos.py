"""Photos through a running door: what is taken, and what hostile clients get."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Callable
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from PIL import Image

from bot.orders.store import Store
from tests.channels.client import Client
from tests.photos.files import image_file, png_bomb, telling_file
from tests.processes import RELAIS, ROOT

OFFERED = {"merchant": "pictoonline", "topic": "damaged_item", "outcome": "allowed", "order": "204001"}
Open = Callable[[], Client]


@pytest.fixture
def customer(door: str, door_store: Store) -> Client:
    """Somebody to whom an incident was offered."""
    client = Client.open(door, merchant="pictoonline")
    with door_store.transaction() as tx:
        made = OFFERED | {"offer": {"effect": "open_incident"}}
        tx.records.add_decision(client.conversation, made, "hash", datetime.now(timezone.utc))
    return client


def send(
    client: Client, data: bytes, name: str = "p1", kind: str = "image/jpeg", **more: str
) -> requests.Response:
    url = f"{client.address}/v1/photos?id={name}"
    headers = client.headers | {"content-type": kind} | more
    return requests.post(url, data=data, headers=headers, timeout=20)


def test_a_photo_is_kept_without_what_it_told(customer: Client, door_store: Store) -> None:
    taken = send(customer, telling_file())
    assert (taken.status_code, taken.json()) == (
        201,
        {"id": "p1", "width": 40, "height": 60, "reference": None},
    )
    said, thanks = customer.events(2)
    assert (said["kind"], said["id"], said["photo"]) == ("said", "p1", {"width": 40, "height": 60})
    assert thanks["text"].startswith("Merci, votre photo")
    with door_store.transaction() as tx:
        photo = tx.photos.get(customer.conversation, "p1")
        assert photo
        jpeg = tx.photos.jpeg(photo.id)
    assert b"secret" not in jpeg
    assert b"script" not in jpeg


def test_a_photo_goes_with_the_ticket_that_is_open_and_staff_get_it_out(
    customer: Client, door_store: Store, door_folder: Path
) -> None:
    now = datetime.now(timezone.utc)
    with door_store.transaction() as tx:
        after = [{"entity": "ticket", "id": "T-777001", "order": None, "reason": "other"}]
        tx.records.add_audit(customer.conversation, None, "open_ticket", [], None, [], after, now, None)
    assert send(customer, image_file("WEBP"), kind="image/webp").json()["reference"] == "T-777001"
    assert "T-777001" in customer.events(2)[1]["text"]
    environment = {"RELAIS_DATABASE_URL": f"sqlite:///{door_folder / 'relais.db'}", "PATH": "/usr/bin:/bin"}
    command = [RELAIS, "photos", "save", "T-777001", "--to", str(door_folder / "out")]
    told = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    assert Image.open(told.stdout.strip()).size == (60, 40)
    listed = subprocess.run(
        [RELAIS, "photos", "list", "T-777001"], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert "60 × 40" in listed.stdout


def test_the_same_id_is_taken_once(customer: Client) -> None:
    assert [send(customer, image_file()).status_code for _ in range(3)] == [201, 200, 200]
    assert len(customer.events(9, seconds=1)) == 2


def test_a_conversation_without_a_case_sends_no_photo(door: str) -> None:
    refused = send(Client.open(door, merchant="pictoonline"), image_file())
    assert refused.status_code == 409
    assert refused.json()["error"].startswith("Dites-moi d'abord")


def test_so_many_photos_per_conversation(customer: Client) -> None:
    statuses = [send(customer, image_file(), f"p{number}").status_code for number in range(9)]
    assert statuses == [201] * 8 + [409]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"bonjour",
        b"GIF89a" + bytes(50),
        b"<svg onload='alert(1)'/>",
        image_file()[:200],
        b"\xff\xd8\xff" * 99,
    ],
    ids=["empty", "text", "gif", "svg", "cut", "garbage"],
)
def test_what_is_no_photo_is_refused_kindly(customer: Client, data: bytes) -> None:
    refused = send(customer, data)
    assert refused.status_code == 422
    assert (
        refused.json()["error"]
        == "Je n'arrive pas à lire cette photo. Envoyez-en une autre, en JPEG, PNG ou WebP."
    )


@pytest.mark.parametrize("kind", ["image/svg+xml", "image/gif", "text/html", "multipart/form-data", ""])
def test_other_types_are_refused(customer: Client, kind: str) -> None:
    assert send(customer, image_file(), kind=kind).status_code == 415


def test_a_pixel_bomb_is_refused_and_the_door_lives(customer: Client) -> None:
    for side in (9000, 60_000):
        assert send(customer, png_bomb(side), kind="image/png").status_code == 413
    assert send(customer, image_file()).status_code == 201


def test_a_photo_that_is_too_heavy_is_refused(customer: Client) -> None:
    refused = send(customer, bytes(10 * 1024 * 1024 + 1))
    assert refused.status_code == 413
    assert "10 Mo" in refused.json()["error"]


def test_a_body_that_says_less_than_it_is_is_refused(customer: Client) -> None:
    def endless() -> object:
        for _ in range(12):
            yield bytes(1024 * 1024)

    url = f"{customer.address}/v1/photos?id=p1"
    headers = customer.headers | {"content-type": "image/jpeg"}
    try:
        status = requests.post(url, data=endless(), headers=headers, timeout=20).status_code  # type: ignore[arg-type]
    except requests.exceptions.ConnectionError:
        status = 413  # the door closed before all was sent
    assert status == 413
    assert customer.events(1, seconds=1) == []


@pytest.mark.parametrize("name", ["", "a b", "../x", "é", "x" * 65, "'; DROP TABLE photos; --"])
def test_a_strange_id_is_refused(customer: Client, name: str) -> None:
    assert send(customer, image_file(), name).status_code == 400


def test_a_photo_without_a_session_or_from_another_site_is_refused(customer: Client, door: str) -> None:
    assert send(Client(door, "forged"), image_file()).status_code == 401
    assert send(customer, image_file(), origin="https://evil.example").status_code == 403


def test_one_photo_of_a_conversation_at_a_time(customer: Client) -> None:
    parts = urlsplit(customer.address)
    head = (
        f"POST /v1/photos?id=slow HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: image/jpeg\r\n"
        f"Authorization: Bearer {customer.token}\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as slow:
        slow.sendall(head.encode())
        assert b"100 Continue" in slow.recv(1000)  # the door waits for the body: the place is taken
        slow.sendall(b"\xff\xd8")
        second = send(customer, b"no photo", "second")
    assert second.status_code == 429
    assert int(second.headers["retry-after"]) > 0


def test_what_was_sent_is_a_photo_of_staffs_own_viewer(customer: Client, door_store: Store) -> None:
    assert send(customer, image_file("PNG", (3000, 10)), kind="image/png").status_code == 201
    with door_store.transaction() as tx:
        (photo,) = [one for one in tx.photos.newest() if one.conversation_id == customer.conversation]
        assert Image.open(BytesIO(tx.photos.jpeg(photo.id))).format == "JPEG"
