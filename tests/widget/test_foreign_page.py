"""The one script tag on a page that is not ours: strict policy, hostile text, its own styles and its size."""

from __future__ import annotations

import gzip

import requests
from playwright.sync_api import expect

from tests.widget.chat import CUSTOMER, Chat
from tests.widget.conftest import NewContext

POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = f"""<!doctype html><html lang="fr"><head><title>Boutique</title></head><body>
<script src="/widget.js" data-merchant="pictoonline" data-shop-name="PictoOnline"
 data-customer-token="{CUSTOMER}"></script></body></html>"""


def shop(new_context: NewContext, relais: str) -> Chat:
    """A page beside the server's own, with a policy that allows no style and no inline script at all."""
    context = new_context()
    headers = {"content-security-policy": POLICY, "content-type": "text/html; charset=utf-8"}
    context.route("**/boutique", lambda route: route.fulfill(body=PAGE, headers=headers))
    page = context.new_page()
    page.goto(f"{relais}/boutique")
    return Chat(page)


def test_it_works_under_a_policy_that_allows_nothing_inline(new_context: NewContext, relais: str) -> None:
    chat = shop(new_context, relais).open()
    assert chat.window.evaluate("frame => getComputedStyle(frame).position") == "fixed"
    chat.say("je veux annuler ma commande 204001").get_by_text("Pourquoi cette réponse").click()
    with chat.page.expect_download():
        chat.button("Télécharger la conversation").click()
    # The fixtures fail the test at any violation of the policy.


def test_markup_from_either_side_is_shown_as_text(chat: Chat) -> None:
    chat.open()
    text = "<img src=x onerror=alert(1)><b>gras</b>{{7*7}}"
    chat.say(text)
    expect(chat.said).to_have_text(text)
    event = 'id: 1\nevent: message\ndata: {"text": "%s", "buttons": [{"title": "%s"}], "decisions": []}\n\n'
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    chat.page.route(
        "**/v1/events",
        lambda route: route.fulfill(
            body=event % (hostile, hostile), headers={"content-type": "text/event-stream; charset=utf-8"}
        ),
    )
    chat.button("Nouvelle conversation").click()
    expect(chat.answers.last.locator(".words")).to_have_text(hostile)
    expect(chat.answers.last.get_by_role("button")).to_have_text(hostile)
    assert chat.page.locator("relais-chat img, relais-chat script, relais-chat b").count() == 0


def test_a_shop_colours_it_by_custom_properties(chat: Chat) -> None:
    chat.page.evaluate(
        """() => { const sheet = new CSSStyleSheet();
        sheet.replaceSync("relais-chat { --relais-accent: rgb(0, 80, 160) } button { display: none }");
        document.adoptedStyleSheets = [sheet]; }"""
    )
    expect(chat.bubble).to_be_visible()  # the page's own styles stay outside
    expect(chat.bubble).to_have_css("background-color", "rgb(0, 80, 160)")


def test_the_script_is_small_and_any_site_may_load_it(relais: str) -> None:
    answer = requests.get(f"{relais}/widget.js", timeout=10)
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert len(gzip.compress(answer.content)) <= 35 * 1024
    for forbidden in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "eval(",
        "new Function",
        "document.write",
    ):
        assert forbidden not in answer.text
    same = {"if-none-match": answer.headers["etag"]}
    assert requests.get(f"{relais}/widget.js", headers=same, timeout=10).status_code == 304
