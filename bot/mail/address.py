"""An e-mail address as a header holds it."""

from __future__ import annotations

from email.headerregistry import Address
from email.utils import parseaddr


def address(text: str) -> Address:
    """``aide@boutique.example`` or ``Service client <aide@boutique.example>``. Raises ValueError."""
    name, spec = parseaddr(text)
    user, _, domain = spec.rpartition("@")
    if not user or not domain or any(char.isspace() for char in spec) or not text.isprintable():
        raise ValueError("adresse e-mail illisible")
    return Address(display_name=name, username=user, domain=domain)
