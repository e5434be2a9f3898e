"""An IMAP server as its address names it, and a connection to it."""

from __future__ import annotations

import imaplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

SECONDS = 20.0  # the longest wait for any answer of the server
PORTS = {"imap": 143, "imaps": 993}
LOOPBACK = ("127.0.0.1", "::1", "localhost")
TROUBLES = (OSError, imaplib.IMAP4.error, ImapToolsError)  # all that a server can do to us


@dataclass(frozen=True)
class ImapServer:
    """`implicit_tls`: encrypted from the first byte; `starttls`: after the greeting."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    implicit_tls: bool = False
    starttls: bool = False
    folder: str = "INBOX"

    @classmethod
    def parse(cls, url: str) -> ImapServer:
        """`imaps://user:password@host/INBOX`, `imap://…?starttls=yes`. Raises ValueError, in French."""
        try:
            parts = urlsplit(url)
            port, options = parts.port, parse_qs(parts.query, keep_blank_values=True)
        except ValueError:
            raise ValueError("adresse attendue comme imaps://compte:clé@hôte/INBOX") from None
        starttls = options.pop("starttls", ["no"])[-1]
        if parts.scheme not in PORTS or not (parts.hostname and parts.username and parts.password):
            raise ValueError("adresse attendue comme imaps://compte:clé@hôte/INBOX")
        if options or starttls not in ("yes", "no"):
            raise ValueError("seule option possible : ?starttls=yes")
        if parts.scheme == "imap" and starttls == "no" and parts.hostname not in LOOPBACK:
            raise ValueError("connexion chiffrée exigée : imaps://… ou ?starttls=yes")
        return cls(
            host=parts.hostname,
            port=port or PORTS[parts.scheme],
            user=unquote(parts.username),
            password=unquote(parts.password),
            implicit_tls=parts.scheme == "imaps",
            starttls=starttls == "yes",
            folder=unquote(parts.path.strip("/")) or "INBOX",
        )

    def connect(self) -> BaseMailBox:
        """Greeted, encrypted, signed in, in its folder. Raises what `TROUBLES` names; `hang_up` ends it."""
        box: BaseMailBox
        if self.implicit_tls:
            trusted = ssl.create_default_context()
            box = MailBox(self.host, self.port, timeout=SECONDS, ssl_context=trusted)
        elif self.starttls:
            trusted = ssl.create_default_context()
            box = MailBoxStartTls(self.host, self.port, timeout=SECONDS, ssl_context=trusted)
        else:
            box = MailBoxUnencrypted(self.host, self.port, timeout=SECONDS)
        try:
            box.login(self.user, self.password, self.folder)
        except BaseException:
            hang_up(box)
            raise
        return box


def hang_up(box: BaseMailBox) -> None:
    with suppress(*TROUBLES):
        box.logout()
    with suppress(*TROUBLES):
        box.client.shutdown()
