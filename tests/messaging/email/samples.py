"""Mails as programs write them."""

from __future__ import annotations

import uuid
from email.message import EmailMessage

SHOP = "aide@picto.example"
TRUSTED = "mx.picto.example"


def customer() -> str:
    """Somebody nobody has seen yet."""
    return f"lea.{uuid.uuid4().hex[:12]}@example.org"


def mail(
    sender: str, text: str = "où est ma commande ?", subject: str = "Ma commande", **headers: str
) -> EmailMessage:
    """`headers`: with « _ » for « - »."""
    made = EmailMessage()
    made["From"] = f"Léa Martin <{sender}>"
    made["To"] = SHOP
    made["Subject"] = subject
    made["Message-ID"] = f"<{uuid.uuid4().hex}@mail.example.org>"
    for name, value in headers.items():
        del made[name.replace("_", "-")]
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def answer_to(sent: EmailMessage, text: str, sender: str | None = None) -> EmailMessage:
    """The customer's answer to a mail of ours, quoting it as Gmail does."""
    quoted = "\n".join(f"> {line}" for line in sent.get_content().splitlines())
    body = f"{text}\n\nLe lun. 16 nov. 2026 à 10:12, Picto <{SHOP}> a écrit :\n\n{quoted}\n"
    references = f"{sent['References']} {sent['Message-ID']}"
    return mail(
        sender or str(sent["To"]),
        body,
        str(sent["Subject"]),
        In_Reply_To=str(sent["Message-ID"]),
        References=references,
    )


def id_of(made: EmailMessage) -> str:
    return str(made["Message-ID"]).strip("<>")
