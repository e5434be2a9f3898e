"""Many messages at once, some of them brought twice: none is lost, none is answered or delivered twice.

Against the running door and its inbox, with a stand-in for Rasa that answers at once: what is measured is the
way of the messages, not the model.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from bot.channels.messaging.configured import open_platforms, read_accounts
from bot.channels.messaging.courier import Courier
from bot.channels.messaging.delivery import Delivery
from bot.clock import Clock
from tests.messaging.bursting import burst
from tests.messaging.conftest import Door, environment
from tests.messaging.peer import Peer, serving
from tests.messaging.speaker import ACCOUNT, MERCHANT, Sent, Speaker, now
from tests.messaging.speakers import SPEAKERS

CUSTOMERS = 50
# A thousand on one, by which the rest is the same code; of the others what their own payloads could spoil,
# and a thousand too where that is asked for.
MESSAGES = {"telegram": 1000, "whatsapp": 100, "messenger": 100, "twilio": 100}


@pytest.fixture(params=MESSAGES)
def speaker(request: pytest.FixtureRequest) -> Speaker:
    return SPEAKERS[request.param]


@pytest.fixture
def peer(speaker: Speaker) -> Iterator[Peer]:
    with serving(Peer(speaker.taken)) as peer:
        yield peer


@pytest.fixture
def couriers(door: Door, speaker: Speaker, peer: Peer, tmp_path: Path) -> Iterator[None]:
    """Two of them on the same database, as two processes would be."""
    path = tmp_path / "channels.yml"
    path.write_text(f"{speaker.name}: {{{ACCOUNT}: {speaker.entry(peer.address)}}}".replace("'", '"'))
    accounts = read_accounts(path, [MERCHANT], environment())
    both = [Courier(Delivery(door.store, open_platforms(accounts), Clock().now), at_once=4) for _ in range(2)]
    for courier in both:
        courier.start()
    yield
    for courier in both:
        courier.stop()


@pytest.mark.usefixtures("postgres_url", "couriers")  # SQLite lets one write at a time, and would refuse some
def test_many_messages_in_a_burst(door: Door, speaker: Speaker, peer: Peer) -> None:
    messages = burst(MESSAGES[speaker.name])
    customers = [speaker.peer() for _ in range(CUSTOMERS)]
    said = [(customers[place % CUSTOMERS], f"bref {place}") for place in range(messages)]
    bodies = [speaker.said(customer, speaker.id(customer), text, now()) for customer, text in said]
    session = requests.Session()
    session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=16))

    def bring(body: bytes) -> None:
        url = door.hook(speaker)
        assert session.post(url, data=body, headers=speaker.signed(body, url), timeout=30).status_code == 200

    # Of one customer one after another, as the platform does; some of them twice.
    lines = [bodies[place::CUSTOMERS] for place in range(CUSTOMERS)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda line: [bring(body) for body in line + line[::5]], lines))
    expected = Counter((customer, f"Vous dites : {text}") for customer, text in said)
    deadline = time.monotonic() + 60 + messages / 8
    theirs = set(customers)  # what other tests have left to deliver in this database goes out too

    def taken() -> list[Sent]:
        return [one for one in map(speaker.sent, list(peer.taken)) if one.peer in theirs]

    while len(taken()) < messages and time.monotonic() < deadline:
        time.sleep(0.5)
    time.sleep(0.5)  # one too many would come now
    got = taken()
    answers = [(one.peer, one.text.partition("\n\n1. ")[0]) for one in got]  # without numbered buttons
    assert Counter(answers) == expected
    assert len(got) == messages
    for customer in customers:
        own = [text for whom, text in answers if whom == customer]
        assert own == [f"Vous dites : {text}" for whom, text in said if whom == customer]
