"""Letters."""

from __future__ import annotations

from pydantic import BaseSettings, validator

from bot.mail.address import address
from bot.mail.server import MailServer
from bot.settings.field import field


class Mail(BaseSettings):
    smtp_url: str | None = field(
        None,
        "Serveur d'envoi des e-mails : smtp://compte:clé@hôte:587?starttls=yes ou smtps://… ; "
        "sans lui, ils restent en attente",
        "Mail server, as smtp://user:key@host:587?starttls=yes or smtps://…; without it e-mails are kept",
    )
    mail_from: str | None = field(
        None,
        "Expéditeur des e-mails ; obligatoire avec RELAIS_SMTP_URL",
        "Sender of the e-mails; required with RELAIS_SMTP_URL",
    )

    @validator("smtp_url")
    def _mail_server(cls, value: str | None) -> str | None:
        if value is not None:
            MailServer.parse(value)
        return value

    @validator("mail_from")
    def _mail_address(cls, value: str | None) -> str | None:
        if value is not None:
            address(value)
        return value
