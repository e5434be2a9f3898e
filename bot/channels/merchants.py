"""What the web door needs to know of the merchants: their names, and who to turn to."""

from __future__ import annotations

from pathlib import Path

from bot.policies.checks import Reader
from bot.policies.merchant import Merchant, read_merchant
from bot.policies.source import read


def read_merchants(root: Path) -> dict[str, Merchant]:
    """The merchants below `root` (faq/). Whether their policies hold is the action server's business.

    Raises bot.policies.errors.PackError for a file that cannot be read.
    """
    found = [read_merchant(Reader(read(path))) for path in sorted(root.glob("*/merchant.yml"))]
    return {merchant.key: merchant for merchant in found}


def contact_words(merchant: Merchant | None) -> str:
    """« le service client de PictoOnline (serviceclient@…) », fit for the end of a sentence."""
    if merchant is None:
        return "notre service client"
    ways = [merchant.contacts[name] for name in ("email", "phone", "support") if merchant.contacts.get(name)]
    return f"{merchant.person} ({' ou '.join(ways)})" if ways else merchant.person
