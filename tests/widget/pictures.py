"""The pictures of the README: RELAIS_SCREENSHOTS=1 writes them anew while the tests run."""

from __future__ import annotations

import os
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page

from tests.processes import ROOT

COLOURS = 128  # enough for a drawn page, and a fifth of the bytes
WANTED = ("chat", "card", "card-phone-dark")


def picture(page: Page, name: str) -> None:
    if os.environ.get("RELAIS_SCREENSHOTS") and name in WANTED:
        page.wait_for_timeout(300)  # fonts and focus rings
        found = Image.open(BytesIO(page.screenshot())).convert("RGB")
        found.quantize(COLOURS, dither=Image.Dither.NONE).save(
            ROOT / f"docs/images/{name}.png", optimize=True
        )
