"""A small pack with its cases, in a folder that tests edit."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import dedent

from bot.orders.store import Store
from bot.policies.files import PackFiles
from bot.policies.pack import load_pack
from tests.orders.samples import NOW
from tests.policies.tables import MERCHANT

TABLE = """\
topic: place_order
source: Commander
rules:
  - name: toujours
    clauses: [XX-01]
    outcome: advice
    reply: Ajoutez au panier puis payez.
"""
CASE = """\
- case: comment commander
  now: 2026-11-18T10:00:00+01:00
  expect: [{outcome: advice, clauses: [XX-01]}]
"""


class Desk:
    """``faq`` and ``cases`` as an author has them; the merchant is called ``essai``."""

    def __init__(self, folder: Path, merchant: str = "essai") -> None:
        self.faq, self.cases, self.merchant = folder / "faq", folder / "cases", merchant
        self.pack = self.faq / merchant
        self.pack.mkdir(parents=True)
        (self.cases / merchant).mkdir(parents=True)
        self.write("merchant.yml", MERCHANT)
        self.write("place_order.yml", TABLE)
        (self.cases / merchant / "place_order.yml").write_text(CASE, encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.pack / name).write_text(dedent(text), encoding="utf-8")

    def reply(self, words: str) -> None:
        """Edits what the one rule says."""
        self.write("place_order.yml", TABLE.replace("Ajoutez au panier puis payez.", words))

    def hash(self) -> str:
        return load_pack(self.pack).hash

    def publish(self, store: Store) -> str:
        """Stores the folder's pack as it is, checked or not; its hash."""
        files = PackFiles.of_folder(self.pack)
        with store.transaction() as tx:
            tx.policies.publish(self.merchant, files.hash(), files.texts(), NOW)
        return files.hash()

    def add_merchant(self, merchant: str) -> None:
        """A second pack like the first one."""
        shutil.copytree(self.pack, self.faq / merchant)
        shutil.copytree(self.cases / self.merchant, self.cases / merchant)
        path = self.faq / merchant / "merchant.yml"
        path.write_text(MERCHANT.replace("merchant: essai", f"merchant: {merchant}"), encoding="utf-8")
