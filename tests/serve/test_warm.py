"""What a server makes before its first customer comes."""

from __future__ import annotations

import subprocess
import sys

# In a process of its own: here it may have been made long ago.
COLD = """
import bot.wiring
from bot.dialogue import about_offer
from bot.policies import calendar
kept = [about_offer._patterns, calendar._france]
print([one.cache_info().currsize for one in kept])
bot.wiring.make_all()
print([one.cache_info().currsize for one in kept])
"""


def test_what_is_made_at_its_first_use_is_made_at_the_start() -> None:
    told = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True).stdout
    assert told.split("\n")[:2] == ["[0, 0]", "[1, 1]"]
