"""A photo of a damaged article, from the paper clip to the staff's folder."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from playwright.sync_api import expect

from tests.photos.files import image_file
from tests.processes import RELAIS, ROOT
from tests.widget.chat import Chat
from tests.widget.test_accessible import check

ADD = "Joindre une photo"


def choose(chat: Chat, name: str, kind: str, data: bytes) -> None:
    with chat.page.expect_file_chooser() as chooser:
        chat.button(ADD).press("Enter")
    chooser.value.set_files({"name": name, "mimeType": kind, "buffer": data})


def test_a_photo_goes_with_the_ticket(chat: Chat, environment: dict[str, str], tmp_path: Path) -> None:
    chat.open()
    expect(chat.button(ADD)).to_be_hidden()
    before = chat.answers.count()
    chat.button("Parler à un conseiller").click()
    ticket = re.search(r"T-\d{6}", chat.answered(before).inner_text())
    assert ticket
    check(chat)  # the paper clip
    choose(chat, "casse.png", "image/png", image_file("PNG", (900, 1200)))
    thanks = chat.answered(before + 1)
    expect(thanks).to_contain_text(f"votre photo est jointe à votre demande {ticket[0]}")
    expect(chat.page.get_by_role("img", name="Photo jointe")).to_be_visible()
    expect(chat.said.last).to_have_text("Photo jointe")
    check(chat)  # the photo
    saved = subprocess.run(
        [RELAIS, "photos", "save", ticket[0], "--to", str(tmp_path)],
        env=environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(saved.stdout.strip()).read_bytes().startswith(b"\xff\xd8")
    shown = subprocess.run(
        [RELAIS, "tickets", "show", ticket[0]],
        env=environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert f"Photos : 1 (relais photos save {ticket[0]}" in shown.stdout
    chat.page.reload()
    expect(chat.said.last).to_have_text("Photo jointe")
    expect(chat.button(ADD)).to_be_visible()


def test_what_is_no_photo_is_said_kindly(chat: Chat) -> None:
    chat.open()
    chat.button("Parler à un conseiller").click()
    expect(chat.button(ADD)).to_be_visible()
    choose(chat, "facture.pdf", "application/pdf", b"%PDF-1.4")
    expect(chat.page.locator("li.note").last).to_contain_text("pas une photo")
    choose(chat, "faux.jpg", "image/jpeg", b"not a photo at all")
    expect(chat.page.locator("li.note")).to_have_count(2)
    refused = {"status": 413, "json": {"error": "Cette photo est trop lourde : 10 Mo au plus."}}
    chat.page.route("**/v1/photos*", lambda route: route.fulfill(**refused))
    choose(chat, "lourde.jpg", "image/jpeg", image_file())
    expect(chat.page.locator("li.note").last).to_contain_text("trop lourde")
    expect(chat.said.last.locator("xpath=..")).to_contain_text("Non envoyé")
