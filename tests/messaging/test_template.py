"""A template of the channels' file: read, filled, refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.messaging.configured import read_accounts
from bot.channels.messaging.template import LONGEST, Template
from bot.policies.errors import PackErrors
from tests.messaging.speaker import MERCHANT

KEYS = {"T": "token", "S": "secret", "V": "verify"}
WHATSAPP = """
whatsapp:
  picto:
    merchant: {merchant}
    number_id: "1"
    token_env: T
    app_secret_env: S
    verify_token_env: V
    template: {template}
"""
TELEGRAM = """
telegram:
  picto:
    merchant: {merchant}
    token_env: T
    secret_env: S
    template: {template}
"""
GOOD = '{name: reponse, language: fr, parameters: ["Picto", "{text}"]}'


def read(folder: Path, content: str, template: str) -> Template | None:
    path = folder / "channels.yml"
    path.write_text(content.replace("{merchant}", MERCHANT).replace("{template}", template), encoding="utf-8")
    (account,) = read_accounts(path, [MERCHANT], KEYS)
    return account.template


def test_it_has_a_name_a_language_and_parameters(tmp_path: Path) -> None:
    assert read(tmp_path, WHATSAPP, GOOD) == Template("reponse", "fr", ("Picto", "{text}"))


@pytest.mark.parametrize(
    ("content", "template", "words"),
    [
        (WHATSAPP, "{name: reponse}", "language manque"),
        (WHATSAPP, "{language: fr}", "name"),
        (WHATSAPP, '{name: reponse, language: fr, parameters: ["{order}"]}', "seul {text} y est remplacé"),
        (WHATSAPP, "{name: reponse, language: fr, parameters: [1]}", "liste de textes attendue"),
        (WHATSAPP, "{name: reponse, language: fr, lang: fr}", "lang"),
        (TELEGRAM, GOOD, "sans objet ici"),
    ],
)
def test_a_defect_is_told(tmp_path: Path, content: str, template: str, words: str) -> None:
    with pytest.raises(PackErrors) as told:
        read(tmp_path, content, template)
    assert words in str(told.value)


def test_a_parameter_is_one_line_and_not_too_long() -> None:
    (value,) = Template("t", "fr", ("{text}",)).filled("a\n\n  b\t" + "c" * 2_000)
    assert value.startswith("a b ccc")
    assert len(value) == LONGEST + 1
