"""What the door serves beside conversations."""

from __future__ import annotations

import re

import requests

from tests.channels.client import Client


def test_the_page_allows_nothing_inline_and_nothing_from_elsewhere(door: str) -> None:
    answer = requests.get(f"{door}/", timeout=5)
    policy = answer.headers["content-security-policy"]
    assert answer.status_code == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "<style" not in answer.text
    assert "style=" not in answer.text
    assert (
        answer.text.count("<script")
        == len(re.findall(r'<script [^>]*src="/[^>]*></script>', answer.text))
        == 2
    )


def test_the_chooser_lists_the_demo_customers(door: str) -> None:
    merchants = requests.get(f"{door}/demo/customers", timeout=5).json()["merchants"]
    picto = next(merchant for merchant in merchants if merchant["key"] == "pictoonline")
    assert picto["name"] == "PictoOnline"
    assert {"email", "orders"} == set(picto["customers"][0])


def test_static_files_come_with_their_type_and_no_others(door: str) -> None:
    for name, kind in (
        ("shop.js", "text/javascript"),
        ("shop.css", "text/css"),
        ("bubble.svg", "image/svg+xml"),
    ):
        answer = requests.get(f"{door}/demo/{name}", timeout=5)
        assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, kind)
    assert requests.get(f"{door}/demo/..%2Fweb.py", timeout=5).status_code == 404


def test_live_always_but_ready_only_with_an_action_server(door: str) -> None:
    assert requests.get(f"{door}/health/live", timeout=5).status_code == 200
    ready = requests.get(f"{door}/health/ready", timeout=5)
    assert (ready.status_code, ready.json()["actions"], ready.json()["database"]) == (503, False, True)


def test_turns_are_counted(door: str) -> None:
    Client.open(door, merchant="pictoonline").say("bonjour")
    text = requests.get(f"{door}/metrics", timeout=5).text
    assert 'relais_turns_total{result="answered"}' in text
    assert "relais_turn_seconds_bucket" in text
