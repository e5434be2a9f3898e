"""The trial page in a real browser, with the real assistant behind it.

RELAIS_SCREENSHOTS=1 writes docs/images/chat.png anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsers import running_browser
from tests.processes import ROOT

CUSTOMER = "lea.martin@example.org"


@pytest.fixture(scope="module")
def browser(relais: str) -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, relais: str) -> Iterator[Page]:
    """A page with a conversation of PictoOnline. What its console complains of fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1000, "height": 760}, locale="fr-FR")
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(relais)
    expect(page.get_by_role("log").get_by_text("Que puis-je faire pour vous")).to_be_visible()
    yield page
    context.close()
    assert [text for text in complaints if "ERR_INTERNET_DISCONNECTED" not in text] == []


def say(page: Page, text: str) -> None:
    """Type, send by the Enter key and wait for the answer."""
    box = page.get_by_label("Votre message")
    answers = page.locator("li.message").count()
    box.fill(text)
    box.press("Enter")
    expect(page.locator("li.message")).to_have_count(answers + 1, timeout=10_000)


def sign_in(page: Page) -> None:
    page.get_by_label("Vous êtes").select_option(CUSTOMER)
    expect(page.get_by_role("log").get_by_text(CUSTOMER)).to_be_visible()


def test_a_question_gets_its_answer_with_time_and_reason(page: Page) -> None:
    sign_in(page)
    say(page, "je veux annuler ma commande 204001")
    answer = page.locator("li.message").last
    expect(answer.locator("time")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    reason = answer.get_by_text("Pourquoi cette réponse ?")
    reason.click()
    expect(answer.locator("dd").first).to_contain_text("PI-")
    if os.environ.get("RELAIS_SCREENSHOTS"):
        folder = ROOT / "docs/images"
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / "chat.png")


def test_a_button_is_pressed_once_and_then_retires(page: Page) -> None:
    sign_in(page)
    say(page, "je veux annuler ma commande")
    buttons = page.locator("li.message").last.locator(".choices button")
    expect(buttons.first).to_be_enabled()
    title = buttons.first.inner_text()
    buttons.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("li.said").last.locator(".bubble")).to_have_text(title)
    expect(buttons.first).to_be_disabled()
    expect(page.get_by_label("Votre message")).to_be_focused()


def test_what_is_typed_while_a_conversation_opens_goes_to_the_new_one(page: Page) -> None:
    page.get_by_label("Vous êtes").select_option(CUSTOMER)
    page.get_by_label("Votre message").fill("bonjour")
    page.get_by_label("Votre message").press("Enter")
    expect(page.get_by_role("log").locator(".bubble").nth(0)).to_contain_text(CUSTOMER)
    expect(page.get_by_role("log").locator(".bubble").nth(1)).to_have_text("bonjour")
    expect(page.locator("li.message")).to_have_count(2, timeout=10_000)


def test_the_conversation_survives_a_reload(page: Page) -> None:
    say(page, "bonjour")
    before = page.get_by_role("log").locator(".bubble").all_inner_texts()
    page.reload()
    expect(page.get_by_role("log").locator(".bubble")).to_have_count(len(before))
    assert page.get_by_role("log").locator(".bubble").all_inner_texts() == before


def test_a_guest_can_talk_and_start_again(page: Page) -> None:
    page.get_by_label("Vous êtes").select_option(label="Visiteur (sans compte)")
    expect(page.locator("li")).to_have_count(1)
    say(page, "où en est ma commande ?")
    page.get_by_role("button", name="Nouvelle conversation").click()
    expect(page.locator("li")).to_have_count(1)


def test_markup_that_a_customer_types_is_shown_as_text(page: Page) -> None:
    text = "<img src=x onerror=alert(1)><b>gras</b>"
    say(page, text)
    expect(page.locator("li.said .bubble")).to_have_text(text)
    assert page.locator("li img, li b").count() == 0


def test_a_message_sent_while_the_network_is_cut_goes_once_it_is_back(page: Page) -> None:
    page.context.set_offline(True)
    page.get_by_label("Votre message").fill("bonjour")
    page.get_by_label("Votre message").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Connexion perdue")
    page.context.set_offline(False)
    expect(page.locator("li.message")).to_have_count(2, timeout=20_000)
    expect(page.locator("li.said")).to_have_count(1)


def test_every_merchant_can_be_chosen(page: Page) -> None:
    merchants = page.get_by_label("Boutique")
    for value in [option.get_attribute("value") for option in merchants.locator("option").all()]:
        merchants.select_option(value)
        expect(page.locator("li")).to_have_count(1)
        expect(page.get_by_label("Vous êtes").locator("option")).not_to_have_count(1)


def test_it_fits_a_narrow_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.get_by_role("button", name="Envoyer")).to_be_visible()
