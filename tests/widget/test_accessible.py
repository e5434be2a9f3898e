"""WCAG 2.2 AA by axe-core in every state, the keyboard alone, what is announced, small and zoomed screens."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.widget.chat import Chat
from tests.widget.conftest import NewContext

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def check(chat: Chat) -> None:
    found = Axe().run(chat.page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_in_any_state(new_context: NewContext, relais: str, scheme: str) -> None:
    chat = Chat.visit(new_context(color_scheme=scheme).new_page(), relais)
    check(chat)  # closed
    chat.open()
    check(chat)  # open
    chat.page.route("**/v1/messages", lambda route: (chat.page.wait_for_timeout(1500), route.continue_()))
    chat.box.fill("je veux annuler ma commande")
    chat.box.press("Enter")
    expect(chat.status).to_have_text("Relais écrit…")
    check(chat)  # waiting
    expect(chat.answered(1).locator(".choices button").first).to_be_enabled()
    check(chat)  # buttons
    chat.page.unroute("**/v1/messages")
    chat.say("204001").get_by_text("Pourquoi cette réponse").click()
    check(chat)  # the clause unfolded
    refused = {"status": 413, "json": {"error": "Votre message est un peu long."}}
    chat.page.route("**/v1/messages", lambda route: route.fulfill(**refused))
    chat.box.fill("bonjour")
    chat.box.press("Enter")
    expect(chat.page.locator("li.note")).to_contain_text("un peu long")
    expect(chat.said.last.locator("xpath=..")).to_contain_text("Non envoyé")
    check(chat)  # error
    chat.page.unroute("**/v1/messages")
    chat.page.context.set_offline(True)
    expect(chat.status).to_contain_text("Connexion perdue")
    check(chat)  # no network


def test_everything_is_reached_by_keyboard_in_its_order(chat: Chat) -> None:
    chat.bubble.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.box).to_be_focused()
    names = []
    chat.window.evaluate("frame => frame.focus()")
    for _ in range(7):
        chat.page.keyboard.press("Tab")
        names.append(
            chat.page.evaluate(
                """() => { const at = document.activeElement.shadowRoot.activeElement;
                return at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent; }"""
            )
        )
    assert names == [
        "Télécharger la conversation",
        "Nouvelle conversation",
        "Fermer la discussion",
        "Messages",
        "Votre message",
        "Envoyer",
        "Parler à un conseiller",
    ]


def test_focus_returns_to_what_opened_the_window(chat: Chat) -> None:
    ask = chat.page.get_by_role("button", name="Poser une question")
    ask.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.box).to_be_focused()
    chat.page.keyboard.press("Escape")
    expect(ask).to_be_focused()


def test_an_answer_is_announced_once(chat: Chat) -> None:
    chat.open()
    news = chat.page.locator("[aria-live=polite] p")
    chat.say("bonjour")
    expect(news).to_have_count(1)
    expect(news).to_contain_text("Relais")
    chat.say("merci")
    expect(news).to_have_count(2)
    chat.page.reload()
    expect(chat.answers).to_have_count(3)
    expect(news).to_have_count(0)


def test_the_screen_readers_tree_names_the_parts(chat: Chat) -> None:
    chat.open()
    chat.say("je veux annuler ma commande 204001")
    expect(chat.window).to_match_aria_snapshot(
        """
        - dialog /Service client – PictoOnline/:
          - heading /Service client – PictoOnline/ [level=2]
          - button "Télécharger la conversation"
          - button "Nouvelle conversation"
          - button "Fermer la discussion"
          - list "Messages":
            - listitem
            - listitem
            - listitem:
              - group "Réponses proposées":
                - button "Oui, allez-y"
                - button "Non merci"
              - group: Pourquoi cette réponse ?
          - status
          - textbox "Votre message"
          - button "Envoyer"
          - button "Parler à un conseiller"
        """
    )


@pytest.mark.parametrize("size", [(320, 640), (640, 360), (320, 256)], ids=["phone", "zoom-200", "zoom-400"])
def test_it_fits_small_and_zoomed_screens(
    new_context: NewContext, relais: str, size: tuple[int, int]
) -> None:
    width, height = size
    chat = Chat.visit(new_context(viewport={"width": width, "height": height}).new_page(), relais).open()
    chat.say("je veux annuler ma commande 204001")
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= width
    for part in (
        chat.box,
        chat.button("Envoyer"),
        chat.button("Fermer"),
        chat.button("Parler à un conseiller"),
    ):
        box = part.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
    chat.button("Parler à un conseiller").focus()
    chat.page.keyboard.press("Tab")  # a window that fills the screen keeps the focus
    expect(chat.button("Télécharger la conversation")).to_be_focused()


def test_reduced_motion_stops_what_moves(new_context: NewContext, relais: str) -> None:
    chat = Chat.visit(new_context(reduced_motion="reduce").new_page(), relais).open()
    chat.page.route("**/v1/messages", lambda route: None)  # never answered
    chat.box.fill("bonjour")
    chat.box.press("Enter")
    expect(chat.status).to_have_class("status writing")
    assert chat.status.evaluate("p => getComputedStyle(p, '::before').animationName") == "none"
