"""What is new in a mail, by the programs that customers here use."""

from __future__ import annotations

import time

import pytest

from bot.channels.messaging.mailbox.quotes import new_text

OUTLOOK = (
    "De : Service client <aide@picto.example>\nEnvoyé : lundi 16 novembre 2026 10:12\n"
    "À : Léa <lea@example.org>\nObjet : Re: Ma commande\n\nBonjour,\nquel est le numéro ?\n"
)
WROTE = (
    "Le lun. 16 nov. 2026 à 10:12, Service client <aide@picto.example> a écrit :\n\n"
    "> Bonjour\n> quel numéro ?\n"
)
ENDINGS = {
    "Gmail": WROTE,
    "Gmail, wrapped": WROTE.replace("<aide", "<\naide"),
    "Gmail, no-break spaces": WROTE.replace("écrit :", "écrit\u202f:").replace("à 10", "à\u00a010"),
    "Apple Mail": "> Le 16 nov. 2026 à 10:12, Service client <aide@picto.example> a écrit :\n> \n> Bonjour\n",
    "iPhone": "Envoyé de mon iPhone\n\nLe 16 nov. 2026 à 10:12, Aide <a@b.fr> a écrit :\n\n\ufeffBonjour",
    "iPhone alone": "Envoyé de mon iPhone",
    "Outlook": OUTLOOK,
    "Outlook with a line": "_" * 32 + "\n" + OUTLOOK,
    "Outlook, older": "-----Message d'origine-----\n" + OUTLOOK,
    "Outlook for Android": "Télécharger Outlook pour Android<https://aka.ms/x>\n" + "_" * 32 + "\n" + OUTLOOK,
    "Outlook for iOS": "Obtenir Outlook pour iOS<https://aka.ms/o0ukef>",
    "Thunderbird": "Le 16/11/2026 à 10:12, Service client a écrit :\n> Bonjour\n\n-- \nLéa\n06 00 00 00 00",
    "Samsung": "Envoyé depuis mon appareil Galaxy\n\n-------- Message d'origine --------\nDe : a@b.fr",
    "Orange": "Envoyé depuis mon mobile Orange\n\n---- Message d'origine ----\nDe : aide@picto.example",
    "Yahoo": "Envoyé à partir de Yahoo Mail pour iPhone\n\nLe lundi 16 novembre 2026, 10:12, "
    "Aide <aide@picto.example> a écrit :\n\nBonjour\n",
    "Proton": "Envoyé avec la messagerie sécurisée Proton Mail.\n\n" + WROTE,
    "Bluewin (CH)": "----Message d'origine----\nDe : a@b.ch\nDate : 16/11/2026 - 10:12 (E)\n\nBonjour",
    "in German (CH)": "Am 16.11.2026 um 10:12 schrieb Picto <aide@picto.example>:\n> Bonjour",
    "in Dutch (BE)": "Op ma 16 nov 2026 om 10:12 schreef Picto <aide@picto.example>:\n\n> Bonjour",
    "in Italian (CH)": "Il giorno lun 16 nov 2026 alle ore 10:12 <a@b.it> ha scritto:\n\n> Bonjour",
    "in English": "On Mon, Nov 16, 2026 at 10:12 AM Picto <aide@picto.example> wrote:\n> Bonjour",
    "K-9": "-- \nEnvoyé depuis mon téléphone Android avec K-9 Mail. Excusez ma brièveté.",
}


@pytest.mark.parametrize("program", ENDINGS)
def test_what_is_quoted_and_what_is_signed_goes(program: str) -> None:
    said = "Oui, c'est la commande 204001.\n\nElle a coûté septante euros."
    assert new_text(f"{said}\n\n{ENDINGS[program]}") == said
    assert new_text(f"{said}\n\n{ENDINGS[program]}".replace("\n", "\r\n")) == said


def test_answers_under_the_quotation_and_between_its_lines_stay() -> None:
    assert new_text(WROTE + "\nC'est le 204001\n") == "C'est le 204001"
    assert (
        new_text("> Le numéro ?\n\n204001\n\n> L'e-mail ?\n\nlea@example.org\n")
        == "204001\n\nlea@example.org"
    )


def test_sentences_that_look_like_a_quotation_stay() -> None:
    said = (
        "Bonjour,\n\nLe 16 novembre, j'ai écrit : où est ma commande ?\nDe : Paris\nMerci\nCordialement,\nLéa"
    )
    assert new_text(said) == said
    assert (
        new_text("Envoyé de Paris le 3\nElle n'est pas arrivée")
        == "Envoyé de Paris le 3\nElle n'est pas arrivée"
    )


@pytest.mark.parametrize("text", ["", "\n", WROTE, "> a\n> b", "Envoyé de mon iPhone"])
def test_what_says_nothing_new_is_empty(text: str) -> None:
    assert new_text(text) == ""


@pytest.mark.parametrize("text", ["\n", " \n", "> ", "On 1, a wrote", "Le 1 ", "-- \n", "De : a\n", "a@b.c "])
def test_a_mail_of_nonsense_takes_no_time(text: str) -> None:
    begun = time.process_time()
    new_text(text * (200_000 // len(text)))
    assert time.process_time() - begun < 5
