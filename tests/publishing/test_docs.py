"""docs/policies.md names all that a pack may use; the table of facts is written from the catalogue."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.commands.faq import faq
from bot.commands.faq_facts import as_markdown
from bot.policies.context import variables
from bot.policies.focus import FOCUS
from bot.policies.merchant import Merchant
from bot.policies.subject import Subject
from bot.policies.templates import environment
from bot.policies.vocabulary import EFFECTS, EMAIL_KINDS
from tests.processes import ROOT

PAGE = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
SOMEBODY = Merchant("essai", "Essai", "une personne", "Document", "1")
NAMES = variables([Subject(SOMEBODY, "cancel_order", datetime(2026, 1, 1, tzinfo=timezone.utc))])
FILTERS = ("day", "moment", "hour", "euros", "listed", "plus", "to")


def test_the_page_of_facts_is_current() -> None:
    assert (ROOT / "docs" / "policies-facts.md").read_text(encoding="utf-8") == as_markdown(), (
        "relais faq facts --markdown > docs/policies-facts.md"
    )


@pytest.mark.parametrize("name", [*NAMES, *EFFECTS, *EMAIL_KINDS, *FOCUS])
def test_the_page_names_it(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("name", FILTERS)
def test_the_page_names_the_filter(name: str) -> None:
    assert name in environment().filters
    assert f"`{name}`" in PAGE or f"`{name}(" in PAGE


@pytest.mark.parametrize("name", faq.commands)
def test_the_page_names_the_command(name: str) -> None:
    assert f"relais faq {name}" in PAGE
