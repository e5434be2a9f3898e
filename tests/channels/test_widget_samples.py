"""The samples of docs/widget.md sign a customer in, as they stand there.

PHP's is not run: neither PHP nor its library is a part of this project's machines.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap

import pytest
import requests

from tests.channels.conftest import SHOP_KEY
from tests.processes import ROOT

EMAIL = "lea.martin@example.org"
# language: how it is run, what its customer is, how it prints the token
RUN = {
    "Python": (
        [sys.executable, "-"],
        f"from types import SimpleNamespace\ncustomer = SimpleNamespace(email='{EMAIL}')\n",
        "\nprint(token)",
    ),
    "Node": (["node", "-"], f'const customer = {{ email: "{EMAIL}" }};\n', "\nconsole.log(token);"),
}


def sample(language: str) -> str:
    page = (ROOT / "docs/widget.md").read_text(encoding="utf-8")
    found = re.search(rf"^{language}[^\n]*:\n\n((?:    [^\n]*\n)+)", page, re.MULTILINE)
    assert found, f"no sample for {language}"
    return textwrap.dedent(found[1])


@pytest.mark.parametrize("language", RUN)
def test_the_sample_signs_a_customer_in_once(shop_door: str, language: str) -> None:
    command, before, after = RUN[language]
    if shutil.which(command[0]) is None:
        pytest.skip(f"NOT RUN: {command[0]} is not installed here")
    code = before + sample(language) + after
    environment = os.environ | {"RELAIS_SHOP_KEY": SHOP_KEY}
    ran = subprocess.run(command, input=code, env=environment, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    body = {"merchant": "pictoonline", "customer": ran.stdout.strip()}
    answers = [requests.post(f"{shop_door}/v1/sessions", json=body, timeout=10) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 401]
