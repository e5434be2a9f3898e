"""A customer at the widget."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

CUSTOMER = "lea.martin@example.org"
WAIT = 15_000  # milliseconds that an answer may take on a busy machine


@dataclass
class Chat:
    page: Page

    @classmethod
    def visit(cls, page: Page, address: str, customer: str | None = CUSTOMER) -> Chat:
        page.goto(address)
        chat = cls(page)
        expect(chat.bubble).to_be_visible()
        if customer is not None:
            page.get_by_label("Vous êtes").select_option(customer)
        return chat

    @property
    def bubble(self) -> Locator:
        return self.page.locator("relais-chat .bubble")

    @property
    def window(self) -> Locator:
        return self.page.get_by_role("dialog", name="Service client")

    @property
    def box(self) -> Locator:
        return self.page.get_by_label("Votre message")

    @property
    def answers(self) -> Locator:
        """What the assistant said; the greeting is the first."""
        return self.page.locator("li.message")

    @property
    def said(self) -> Locator:
        return self.page.locator("li.said .words")

    @property
    def status(self) -> Locator:
        return self.window.get_by_role("status")

    def open(self) -> Chat:
        self.bubble.click()
        expect(self.window).to_be_visible()
        return self

    def button(self, name: str) -> Locator:
        return self.window.get_by_role("button", name=name)

    def say(self, text: str) -> Locator:
        """Type, send by the Enter key, and wait for the answer."""
        before = self.answers.count()
        self.box.fill(text)
        self.box.press("Enter")
        return self.answered(before)

    def answered(self, before: int) -> Locator:
        expect(self.answers).to_have_count(before + 1, timeout=WAIT)
        expect(self.status).to_have_text("")
        return self.answers.last

    def words(self) -> list[str]:
        return self.page.locator("li .words").all_inner_texts()
