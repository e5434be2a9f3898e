"""What stands in an order in place of the e-mail address of a customer who was erased."""

from __future__ import annotations

BEGIN, END = "efface-", "@relais.invalid"
LIKE = f"{BEGIN}%{END}"


def pseudonym(token: str) -> str:
    """`token` is random: who guessed it could pass for the order's customer."""
    return f"{BEGIN}{token}{END}"
