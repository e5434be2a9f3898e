"""Order cards: lines, amounts and the parcel's way, for eyes and for screen readers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.widget.chat import Chat
from tests.widget.conftest import NewContext
from tests.widget.pictures import picture
from tests.widget.test_accessible import check

SAM = "sam.dubois@example.org"


@pytest.fixture
def sam(new_context: NewContext, relais: str) -> Chat:
    return at_imprimante(new_context, relais)


def at_imprimante(new_context: NewContext, relais: str, **options: object) -> Chat:
    """A customer whose parcel is on its way."""
    chat = Chat.visit(new_context(**options).new_page(), relais, customer=None)
    chat.page.get_by_label("Boutique", exact=True).select_option("imprimante")
    chat.page.get_by_label("Vous êtes").select_option(SAM)
    return chat.open()


def card(answer: Locator) -> Locator:
    return answer.locator(".card")


def test_a_card_shows_lines_amounts_and_the_parcels_way(sam: Chat) -> None:
    shown = card(sam.say("où en est mon colis TP-50003 ?"))
    picture(sam.page, "card")
    expect(shown.locator(".number")).to_have_text("Commande TP-50003")
    expect(shown.locator(".lines li")).to_contain_text("3 × Ruban transfert thermique noir")
    # As French writes it, with a space that does not break before the sign.
    expect(shown.locator(".amount").first).to_have_text(re.compile(r"^\d+,\d\d\u00a0€$"))
    expect(shown.locator("svg.way circle")).to_have_count(4)
    expect(shown.locator("[aria-current=step]")).to_contain_text("En route")


def test_a_screen_reader_gets_the_way_in_words(sam: Chat) -> None:
    shown = card(sam.say("où en est mon colis TP-50003 ?"))
    expect(shown).to_match_aria_snapshot(
        """
        - group:
          - paragraph: /Passée le/
          - list:
            - listitem: /3 × Ruban transfert thermique noir/
          - paragraph: /Colissimo/
          - list /Trajet du colis Colissimo/:
            - listitem: /Annoncé/
            - listitem: /En route/
            - listitem: En livraison (à venir)
            - listitem: Livré (à venir)
        """
    )


def test_the_same_card_again_is_only_its_heading(sam: Chat) -> None:
    first = card(sam.say("où en est mon colis TP-50003 ?"))
    expect(first).to_have_attribute("open", "")
    again = card(sam.say("où en est mon colis TP-50003 ?"))
    expect(again).not_to_have_attribute("open", "")
    again.locator("summary").focus()
    sam.page.keyboard.press("Enter")
    expect(again.locator(".lines")).to_be_visible()


def test_a_card_is_announced_by_nothing(sam: Chat) -> None:
    words = sam.say("où en est mon colis TP-50003 ?").locator(".words").inner_text()
    news = sam.page.locator("[aria-live=polite] p")
    expect(news).to_have_count(1)
    assert re.sub(r"\s", " ", news.inner_text()) == re.sub(r"\s", " ", f"Relais : {words}")


def test_a_guest_sees_no_card_before_giving_number_and_e_mail(new_context: NewContext, relais: str) -> None:
    chat = Chat.visit(new_context().new_page(), relais, customer="").open()
    chat.say("où en est ma commande 204001 ?")
    chat.say("mallory@example.org")
    expect(chat.page.locator("relais-chat .card")).to_have_count(0)
    chat.say("204001 lea.martin@example.org")
    expect(chat.page.locator("relais-chat .card")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_has_no_violation_and_fits_320_pixels(
    new_context: NewContext, relais: str, scheme: str
) -> None:
    chat = at_imprimante(new_context, relais, viewport={"width": 320, "height": 640}, color_scheme=scheme)
    shown = card(chat.say("où en est mon colis TP-50003 ?"))
    expect(shown).to_have_attribute("open", "")
    check(chat)
    shown.scroll_into_view_if_needed()
    picture(chat.page, f"card-phone-{scheme}")
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert shown.evaluate("card => card.scrollWidth <= card.clientWidth")


def test_on_a_small_screen_an_offers_buttons_are_not_pushed_away(
    new_context: NewContext, relais: str
) -> None:
    page = new_context(viewport={"width": 390, "height": 700}).new_page()
    chat = Chat.visit(page, relais).open()
    offer = chat.say("je veux annuler ma commande 204001")
    expect(card(offer)).not_to_have_attribute("open", "")
    expect(offer.locator(".choices button").first).to_be_in_viewport(ratio=1)
