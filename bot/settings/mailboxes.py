"""E-mail as a channel."""

from __future__ import annotations

from pydantic import BaseSettings

from bot.settings.field import field


class MailboxSettings(BaseSettings):
    email_poll_seconds: float = field(
        60.0,
        "Intervalle, en secondes, entre deux lectures des boîtes e-mail, même sans signe du serveur",
        "Seconds between two looks into the mailboxes, even without a sign from the server",
        ge=1.0,
        le=1500.0,
    )
    email_idle: bool = field(
        True,
        "Attendre les e-mails par IDLE (IMAP) là où le serveur le permet ; sinon, par intervalle seulement",
        "Wait for e-mails by IDLE (IMAP) where the server offers it; else by interval only",
    )
    email_thread_days: int = field(
        30,
        "Jours de silence après lesquels un e-mail d'un ancien fil ouvre une nouvelle conversation",
        "Days of silence after which a mail of an old thread opens a new conversation",
        ge=1,
    )
    email_answers_per_hour: int = field(
        20,
        "Réponses par heure à un même expéditeur d'e-mails, au plus : deux automates s'écriraient sans fin",
        "Answers an hour to one sender of e-mails, at most: two robots do not write to each other for ever",
        ge=1,
    )
