"""The widget on a shop's own origin: one that is allowed, and one that is not."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request, expect

from tests.photos.files import image_file
from tests.widget.chat import CUSTOMER, Chat
from tests.widget.conftest import NewContext
from tests.widget.shop_pages import running_shop


def test_it_does_all_on_an_allowed_origin_under_a_strict_policy(
    new_context: NewContext, relais: str, environment: dict[str, str]
) -> None:
    port = urlsplit(environment["RELAIS_ORIGINS"]).port
    assert port
    with running_shop(relais, CUSTOMER, port) as address:
        chat = Chat(new_context().new_page())
        chat.page.goto(address)
        chat.open()
        answer = chat.say("où en est ma commande 204001 ?")
        expect(answer.locator(".card")).to_contain_text("204001")
        with chat.page.expect_response("**/v1/feedback") as rated:
            answer.get_by_role("button", name="Réponse utile").click()
        assert rated.value.status == 200
        before = chat.answers.count()
        chat.button("Parler à un conseiller").click()
        chat.answered(before)
        with chat.page.expect_file_chooser() as chooser:
            chat.button("Joindre une photo").click()
        chooser.value.set_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": image_file()})
        expect(chat.answered(before + 1)).to_contain_text("votre photo est jointe")
        with chat.page.expect_download():
            chat.button("Télécharger la conversation").click()
        chat.page.reload()
        expect(chat.answers).to_have_count(before + 2)
        # The fixtures fail the test at any violation of the policy and at any request that was not allowed.


def test_an_origin_that_is_not_allowed_opens_no_conversation(browser: Browser, relais: str) -> None:
    with running_shop(relais, CUSTOMER) as address:
        context = browser.new_context(locale="fr-FR")
        page, sent = context.new_page(), list[Request]()
        page.on("requestfinished", lambda request: sent.append(request))
        page.goto(address)
        chat = Chat(page).open()
        expect(chat.status).to_contain_text("Connexion perdue")
        chat.box.fill("où en est ma commande 204001 ?")
        chat.box.press("Enter")
        expect(chat.status).to_contain_text("Votre message partira")
        page.wait_for_timeout(500)
        expect(chat.answers).to_have_count(1)  # the window's own greeting
        assert page.evaluate("Object.keys(localStorage)") == []
        assert [
            request.method for request in sent if "/v1/" in request.url and request.method == "POST"
        ] == []
        context.close()
