"""A browser and fresh pages of the running demo. What a page complains of fails its test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browsers import running_browser
from tests.widget.chat import Chat

# Tells of everything that the page's Content-Security-Policy forbids.
LISTEN = """addEventListener("securitypolicyviolation",
    (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`))"""
EXPECTED = ("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED", "ERR_CONNECTION_RESET", "status of 413")
NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def browser(relais: str) -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Makes a browser without memory; options are Playwright's."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def listen(page: Page) -> None:
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))

    def make(**options: object) -> BrowserContext:
        size = {"width": 1100, "height": 720}
        context = browser.new_context(**{"viewport": size, "locale": "fr-FR", **options})
        context.add_init_script(LISTEN)
        context.on("page", listen)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert [text for text in complaints if not any(known in text for known in EXPECTED)] == []


@pytest.fixture
def chat(new_context: NewContext, relais: str) -> Chat:
    """The demo shop, the first customer of PictoOnline signed in, the window closed."""
    return Chat.visit(new_context().new_page(), relais)
