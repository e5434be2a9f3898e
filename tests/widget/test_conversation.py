"""Talking: offers, buttons, reasons, identification, hand-over, transcript, restart."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from playwright.sync_api import expect

from tests.processes import RELAIS, ROOT
from tests.widget.chat import CUSTOMER, Chat
from tests.widget.conftest import NewContext
from tests.widget.pictures import picture


def test_the_bubble_opens_the_window_and_escape_closes_it(chat: Chat) -> None:
    expect(chat.window).to_be_hidden()
    chat.open()
    expect(chat.box).to_be_focused()
    expect(chat.answers).to_have_count(1)
    expect(chat.bubble).to_be_hidden()
    chat.page.keyboard.press("Escape")
    expect(chat.window).to_be_hidden()
    expect(chat.bubble).to_be_focused()


def test_a_cancellation_is_offered_with_its_reason_accepted_and_done(chat: Chat) -> None:
    # An order that no other test of this server talks of: afterwards it is cancelled.
    chat.page.get_by_label("Vous êtes").select_option("chloe.petit@example.org")
    chat.open()
    offer = chat.say("je veux annuler ma commande 204011")
    expect(offer.locator("time")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(offer.locator("dl")).to_be_hidden()
    picture(chat.page, "chat")
    offer.get_by_text("Pourquoi cette réponse").click()
    expect(offer.locator("dd").first).to_contain_text("PI-")
    done = chat.say("oui")
    expect(done).to_contain_text(re.compile("annulée", re.IGNORECASE))


def test_buttons_are_pressed_by_keyboard_once_and_then_retire(chat: Chat) -> None:
    chat.open()
    buttons = chat.say("je veux annuler ma commande").locator(".choices button")
    title = buttons.first.inner_text()
    before = chat.answers.count()
    while chat.page.evaluate("document.activeElement.shadowRoot?.activeElement?.textContent") != title:
        chat.page.keyboard.press("Shift+Tab")
    # Backwards from the composer, the last choice comes first.
    chat.page.keyboard.press("Enter")
    expect(chat.said.last).to_have_text(title)
    expect(buttons.first).to_be_disabled()
    expect(chat.box).to_be_focused()
    chat.answered(before)


def test_a_guest_is_identified_by_number_and_e_mail(new_context: NewContext, relais: str) -> None:
    chat = Chat.visit(new_context().new_page(), relais, customer="").open()
    chat.say("où en est ma commande 204001 ?")
    known = chat.say(CUSTOMER)
    expect(known).to_contain_text("204001")


def test_a_person_is_always_at_hand(chat: Chat) -> None:
    chat.open()
    before = chat.answers.count()
    chat.button("Parler à un conseiller").click()
    expect(chat.answered(before)).to_contain_text(re.compile(r"(ticket|demande|numéro)", re.IGNORECASE))


def test_the_conversation_can_be_kept_as_a_text_file(chat: Chat, tmp_path: Path) -> None:
    chat.open()
    answer = chat.say("bonjour <b>à vous</b>").locator(".words").inner_text()
    with chat.page.expect_download() as download:
        chat.button("Télécharger la conversation").click()
    assert re.fullmatch(r"conversation-\d{4}-\d\d-\d\d\.txt", download.value.suggested_filename)
    download.value.save_as(tmp_path / "kept.txt")
    kept = (tmp_path / "kept.txt").read_text(encoding="utf-8-sig")
    assert kept.startswith("Service client – PictoOnline")
    assert "Vous\u00a0:\nbonjour <b>à vous</b>" in kept
    assert re.sub(r"\s", " ", answer.splitlines()[0]) in re.sub(r"\s", " ", kept)


def test_restart_begins_a_new_conversation(chat: Chat) -> None:
    chat.open()
    chat.say("bonjour")
    chat.button("Nouvelle conversation").click()
    expect(chat.page.locator("relais-chat li")).to_have_count(1)
    expect(chat.box).to_be_focused()
    chat.say("bonjour")
    chat.page.reload()
    expect(chat.page.locator("relais-chat li")).to_have_count(3)


def test_every_shop_and_its_customers_can_be_chosen(chat: Chat) -> None:
    shops = chat.page.get_by_label("Boutique", exact=True)
    keys = [option.get_attribute("value") for option in shops.locator("option").all()]
    assert len(keys) == 5
    for key in keys:
        shops.select_option(key)
        expect(chat.page.locator("relais-chat")).to_have_attribute("merchant", key or "")
        expect(chat.page.get_by_label("Vous êtes").locator("option")).not_to_have_count(1)
        expect(chat.page.locator("#goods li")).to_have_count(3)


def test_what_is_typed_while_a_conversation_opens_is_answered(chat: Chat) -> None:
    chat.page.route("**/v1/sessions", lambda route: (chat.page.wait_for_timeout(300), route.continue_()))
    chat.open()
    chat.box.fill("bonjour")
    chat.box.press("Enter")
    chat.answered(1)
    expect(chat.said).to_have_text(["bonjour"])


def test_a_persons_reply_appears_under_their_name_and_the_assistant_is_silent(
    chat: Chat, environment: dict[str, str]
) -> None:
    chat.open()
    before = chat.answers.count()
    chat.button("Parler à un conseiller").click()
    ticket = re.search(r"T-\d+", chat.answered(before).inner_text())
    assert ticket
    before = chat.answers.count()
    tickets(environment, "reply", ticket[0], "Bonjour, je regarde avec l'atelier.", "--name", "Claire")
    reply = chat.answered(before)
    expect(reply.locator(".by")).to_have_text(re.compile("^Claire"))
    expect(reply).to_contain_text("je regarde avec l'atelier")
    before = chat.answers.count()
    chat.box.fill("merci, j'attends")
    chat.box.press("Enter")
    expect(chat.said.last).to_have_text("merci, j'attends")
    tickets(environment, "give-back", ticket[0])
    expect(chat.answered(before)).to_contain_text("reprend")  # from another process: within a second or so
    chat.say("bonjour")
    spoken = chat.answers.all_inner_texts()[before:]
    assert not any("attends" in words for words in spoken)


def tickets(environment: dict[str, str], *words: str) -> None:
    subprocess.run([RELAIS, "tickets", *words], env=environment, cwd=ROOT, check=True, capture_output=True)
