"""Reloads, tabs and lost networks neither lose nor double a message."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from tests.widget.chat import CUSTOMER, Chat


def test_the_conversation_and_the_open_window_survive_a_reload(chat: Chat) -> None:
    chat.open()
    chat.say("je veux annuler ma commande 204001")
    before = chat.words()
    chat.page.reload()
    expect(chat.window).to_be_visible()
    expect(chat.page.locator("li .words")).to_have_count(len(before))
    assert chat.words() == before
    expect(chat.page.locator(".news p")).to_have_count(0)


def test_a_second_tab_shows_the_same_conversation_as_it_goes(chat: Chat, relais: str) -> None:
    chat.open()
    chat.say("bonjour")
    other = Chat.visit(chat.page.context.new_page(), relais, customer=None).open()
    expect(other.answers).to_have_count(2)
    chat.say("merci")
    expect(other.answers).to_have_count(3)
    other.say("je veux annuler ma commande 204001")
    expect(chat.answers).to_have_count(4)
    assert chat.words() == other.words()
    other.button("Nouvelle conversation").click()
    expect(chat.page.locator("relais-chat li")).to_have_count(1)


def test_another_customer_on_the_same_computer_sees_nothing_of_it(chat: Chat) -> None:
    chat.open()
    chat.say("bonjour")
    chat.page.get_by_label("Vous êtes").select_option(label="Visiteur (sans compte)")
    expect(chat.page.locator("relais-chat li")).to_have_count(1)
    chat.page.get_by_label("Vous êtes").select_option(CUSTOMER)
    expect(chat.page.locator("relais-chat li")).to_have_count(1)


def test_a_message_said_without_network_goes_once_when_it_is_back(chat: Chat) -> None:
    chat.open()
    chat.say("bonjour")
    chat.page.context.set_offline(True)
    chat.box.fill("merci")
    chat.box.press("Enter")
    expect(chat.status).to_contain_text("partira dès son retour")
    chat.page.context.set_offline(False)
    chat.answered(2)
    expect(chat.said).to_have_text(["bonjour", "merci"])


def test_a_message_whose_receipt_was_lost_is_answered_once(chat: Chat) -> None:
    """The server has it, the browser does not know: it sends it again under the same id."""
    chat.open()
    lost: list[str] = []

    def lose_first_receipt(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.post_data or "")
        route.fetch()
        route.abort("connectionreset")

    chat.page.route("**/v1/messages", lose_first_receipt)
    chat.box.fill("bonjour")
    with chat.page.expect_response("**/v1/messages") as again:
        chat.box.press("Enter")
    assert again.value.request.post_data == lost[0]
    expect(chat.answers).to_have_count(2)
    chat.say("merci")
    expect(chat.said).to_have_text(["bonjour", "merci"])
    expect(chat.answers).to_have_count(3)


def test_an_unsent_message_survives_a_reload(chat: Chat) -> None:
    chat.open()
    chat.say("bonjour")
    chat.page.route("**/v1/messages", lambda route: route.abort("internetdisconnected"))
    chat.box.fill("merci")
    chat.box.press("Enter")
    expect(chat.status).to_contain_text("Connexion perdue")
    chat.page.unroute("**/v1/messages")
    chat.page.reload()
    chat.answered(2)
    assert sorted(chat.said.all_inner_texts()) == ["bonjour", "merci"]


def test_a_session_that_is_over_gives_way_to_a_new_one(chat: Chat) -> None:
    chat.open()
    chat.say("bonjour")
    chat.page.evaluate(
        """() => {
          const key = Object.keys(localStorage).find((name) => name.startsWith("relais-chat"));
          const kept = JSON.parse(localStorage.getItem(key));
          localStorage.setItem(key, JSON.stringify({ ...kept, expires: "2020-01-01T00:00:00Z" }));
        }"""
    )
    chat.page.reload()
    expect(chat.page.locator("relais-chat li")).to_have_count(1)
    chat.say("bonjour")
