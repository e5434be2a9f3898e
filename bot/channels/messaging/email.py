"""E-mail: a merchant's mailbox, read over IMAP (`mailbox/fetcher.py`) and answered over SMTP.

Sources: RFC 5322 (threads), RFC 3834 (automatic answers), RFC 5321 (codes), RFC 3501 and 2177 (IMAP, IDLE).
"""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress

from bot.channels.messaging.account import Account, Need
from bot.channels.messaging.events import Event
from bot.channels.messaging.failures import AccountTrouble, Later, Refused, SendFailure, Unreachable
from bot.channels.messaging.mailbox.imap import LOOPBACK, TROUBLES, ImapServer, hang_up
from bot.channels.messaging.mailbox.writing import mail_of
from bot.channels.messaging.platform import Forged, Incoming, Letter, Limits, Platform
from bot.mail.address import address
from bot.mail.server import MailServer


class Email(Platform):
    """`address`: « Service client <aide@…> »; `imap` and `smtp`: the servers' addresses, accounts and keys
    included; `trusted_server`: see `mailbox/trust.py`."""

    name = "email"
    api = "http://localhost"  # there is none
    needs = (
        Need("address"),
        Need("trusted_server", required=False),
        Need("imap", secret=True),
        Need("smtp", secret=True),
    )
    limits = Limits(text=1_000_000, asking=1_000_000)
    email = True
    joins = True

    def __init__(self, account: Account, timeout: tuple[float, float] | None = None) -> None:
        super().__init__(account, timeout)
        self.imap = ImapServer.parse(account.secret("imap"))
        self.smtp = MailServer.parse(account.secret("smtp"))

    @classmethod
    def defects(cls, account: Account) -> list[tuple[str, str]]:
        found = []
        if account.values["address"]:
            try:
                address(account.values["address"])
            except ValueError as defect:
                found.append(("address", str(defect)))
        try:
            ImapServer.parse(account.secret("imap"))
        except ValueError as defect:
            found.append(("imap_env", str(defect)))
        try:
            server = MailServer.parse(account.secret("smtp"))
            if not (server.implicit_tls or server.starttls or server.host in LOOPBACK):
                found.append(("smtp_env", "connexion chiffrée exigée : smtps://… ou ?starttls=yes"))
        except ValueError as defect:
            found.append(("smtp_env", str(defect)))
        if account.verified and not account.values["trusted_server"]:
            found.append(
                ("verified_addresses", "demande trusted_server : une adresse d'expéditeur peut être forgée")
            )
        if account.api:
            found.append(("api", "sans objet pour l'e-mail"))
        return found

    @property
    def mailbox(self) -> str:
        """The bare address, in lower case."""
        return address(self.account.values["address"]).addr_spec.lower()

    def place(self, public: str) -> str:
        return self.mailbox

    def verify(self, request: Incoming) -> None:
        raise Forged("e-mail has no webhook")

    def read(self, request: Incoming) -> list[Event]:
        return []

    def send(self, letter: Letter) -> str:
        try:
            mail = mail_of(letter, self.account.values["address"])
        except ValueError:
            raise Unreachable("adresse e-mail illisible") from None
        server = self._connect()
        try:
            server.send_message(mail, from_addr=self.mailbox)
        except ValueError as impossible:
            raise Refused(type(impossible).__name__) from None
        except OSError as trouble:  # smtplib's errors are OSErrors
            raise _failure(trouble) from None
        finally:
            # What was taken stays taken, whatever the goodbye says.
            with suppress(OSError):
                server.quit()
        return str(mail["Message-ID"])

    def probe(self) -> str:
        try:
            box = self.imap.connect()
        except TROUBLES as trouble:
            raise Later(f"IMAP : {type(trouble).__name__}") from None
        try:
            count = len(box.uids("UNSEEN", charset=None))
        except TROUBLES as trouble:
            raise Later(f"IMAP : {type(trouble).__name__}") from None
        finally:
            hang_up(box)
        server = self._connect()
        try:
            server.ehlo_or_helo_if_needed()
        except OSError as trouble:
            raise _failure(trouble) from None
        finally:
            with suppress(OSError):
                server.quit()
        return f"IMAP {self.imap.folder}, {count} non lus ; SMTP prêt"

    def _connect(self) -> smtplib.SMTP:
        try:
            return self.smtp.connect()
        except smtplib.SMTPAuthenticationError as refused:
            raise AccountTrouble(f"SMTP : compte refusé ({refused.smtp_code})") from None
        except ssl.SSLError:
            raise AccountTrouble("SMTP : certificat refusé") from None
        except OSError as trouble:
            raise Later(f"SMTP : {type(trouble).__name__}") from None


def _failure(trouble: OSError) -> SendFailure:
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(trouble.recipients.values()))
        said = _said(code, words)
        return Unreachable(said) if code >= 500 else Later(said)
    if isinstance(trouble, smtplib.SMTPSenderRefused):
        return AccountTrouble(_said(trouble.smtp_code, trouble.smtp_error))
    if isinstance(trouble, smtplib.SMTPDataError):
        said = _said(trouble.smtp_code, trouble.smtp_error)
        return Refused(said) if trouble.smtp_code >= 500 else Later(said)
    if isinstance(trouble, smtplib.SMTPNotSupportedError):
        return Unreachable("adresse que ce serveur ne sait pas écrire")
    return Later(f"SMTP : {type(trouble).__name__}")


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(text.split())}"[:200]
