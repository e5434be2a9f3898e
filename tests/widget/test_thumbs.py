"""Thumbs: pressed, taken back, kept over a reload and on another tab, stored with their decisions."""

from __future__ import annotations

import json
import subprocess

from playwright.sync_api import expect

from tests.processes import RELAIS, ROOT
from tests.widget.chat import Chat
from tests.widget.test_accessible import check

UP, DOWN = "Réponse utile", "Réponse pas utile"


def test_an_answer_is_rated_by_keyboard_and_every_tab_shows_it(chat: Chat) -> None:
    chat.open()
    answer = chat.say("où en est ma commande 204001 ?")
    thumb = answer.get_by_role("button", name=DOWN)
    expect(thumb).to_have_attribute("aria-pressed", "false")
    thumb.focus()
    with chat.page.expect_response("**/v1/feedback") as sent:
        chat.page.keyboard.press("Space")
    assert sent.value.status == 200
    expect(thumb).to_have_attribute("aria-pressed", "true")
    expect(thumb).to_be_focused()
    check(chat)  # rated
    other = Chat(chat.page.context.new_page())
    other.page.goto(chat.page.url)
    other.page.get_by_label("Vous êtes").select_option("lea.martin@example.org")
    other.open()
    there = other.answers.last
    expect(there.get_by_role("button", name=DOWN)).to_have_attribute("aria-pressed", "true")
    there.get_by_role("button", name=UP).click()
    expect(answer.get_by_role("button", name=UP)).to_have_attribute("aria-pressed", "true")
    expect(thumb).to_have_attribute("aria-pressed", "false")
    chat.page.reload()
    expect(chat.answers.last.get_by_role("button", name=UP)).to_have_attribute("aria-pressed", "true")


def test_a_thumb_is_stored_with_the_decisions_of_its_answer(chat: Chat, environment: dict[str, str]) -> None:
    chat.open()
    answer = chat.say("où en est ma commande 204002 ?")
    with chat.page.expect_response("**/v1/feedback"):
        answer.get_by_role("button", name=DOWN).click()
    command = [RELAIS, "feedback", "--down", "--json", "--limit", "1"]
    told = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    kept = json.loads(told.stdout)
    assert kept["rating"] == "down"
    assert [decision["order"] for decision in kept["decisions"]] == ["204002"]


def test_a_thumb_that_cannot_be_kept_is_taken_back_and_said(chat: Chat) -> None:
    chat.open()
    answer = chat.say("où en est ma commande 204001 ?")
    refused = {"status": 413, "json": {"error": "Réessayez plus tard."}}
    chat.page.route("**/v1/feedback", lambda route: route.fulfill(**refused))
    answer.get_by_role("button", name=UP).click()
    expect(chat.page.locator("li.note")).to_contain_text("Réessayez plus tard.")
    expect(answer.get_by_role("button", name=UP)).to_have_attribute("aria-pressed", "false")


def test_small_talk_is_not_rated(chat: Chat) -> None:
    chat.open()
    expect(chat.say("bonjour").get_by_role("button", name=UP)).to_have_count(0)
