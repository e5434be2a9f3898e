"""A mail server as its address names it, and a connection to it."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

SECONDS = 20.0  # the longest wait for any answer of the server
PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """``implicit_tls``: encrypted from the first byte (smtps); ``starttls``: encrypted after the greeting."""

    host: str
    port: int
    user: str | None = None
    password: str | None = None
    implicit_tls: bool = False
    starttls: bool = False

    @classmethod
    def parse(cls, url: str) -> MailServer:
        """``smtp://user:password@host:587?starttls=yes``, ``smtps://host``. Raises ValueError, in French."""
        parts = urlsplit(url)
        options = parse_qs(parts.query, keep_blank_values=True)
        starttls = options.pop("starttls", ["no"])[-1]
        if parts.scheme not in PORTS or not parts.hostname or parts.path not in ("", "/"):
            raise ValueError("adresse attendue comme smtp://hôte:25 ou smtps://compte:clé@hôte")
        if options or starttls not in ("yes", "no"):
            raise ValueError("seule option possible : ?starttls=yes")
        account = [unquote(part) if part else None for part in (parts.username, parts.password)]
        if not all(part is None or part.isascii() for part in account):
            raise ValueError("compte et clé sans accents attendus")  # smtplib can say no others
        return cls(
            host=parts.hostname,
            port=parts.port or (587 if starttls == "yes" else PORTS[parts.scheme]),
            user=account[0],
            password=account[1],
            implicit_tls=parts.scheme == "smtps",
            starttls=starttls == "yes",
        )

    def connect(self) -> smtplib.SMTP:
        """Greeted, encrypted and signed in as configured. Raises OSError (smtplib's errors are OSErrors)."""
        connection: smtplib.SMTP
        if self.implicit_tls:
            trusted = ssl.create_default_context()
            connection = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=trusted)
        else:
            connection = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            if self.starttls:
                connection.starttls(context=ssl.create_default_context())
            if self.user:
                connection.login(self.user, self.password or "")
        except OSError:
            connection.close()
            raise
        return connection
