"""A person and the assistant by turns, in the real running system and the terminal beside it."""

from __future__ import annotations

import subprocess

from tests.channels.client import Client
from tests.processes import RELAIS, ROOT


def tickets(environment: dict[str, str], *words: str) -> str:
    command = [RELAIS, "tickets", *words]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_person_takes_over_answers_and_gives_back(relais: str, environment: dict[str, str]) -> None:
    customer = Client.open(relais.rstrip("/"), merchant="pictoonline")
    handed = customer.say("je veux parler à un conseiller", events=2)[-1]["text"]
    number = next(word.strip(".,") for word in handed.split() if word.startswith("T-"))
    assert "je veux parler à un conseiller" in tickets(environment, "show", number)
    tickets(environment, "take", number, "--name", "Camille")
    assert number in customer.say("vous êtes là ?", events=2)[-1]["text"]
    silent = customer.say("allô ?", events=2)[-1]
    assert (silent["text"], silent["last"]) == ("", True)
    tickets(environment, "reply", number, "Oui, bonjour !")
    assert "allô ?" in tickets(environment, "show", number)
    shown = customer.events(999, seconds=1)[-1]
    assert (shown["text"], shown["author"]) == ("Oui, bonjour !", "person")
    tickets(environment, "give-back", number)
    assert "Relais" in customer.say("bonjour", events=2)[-1]["text"]
