"""How long what is held of people is kept."""

from __future__ import annotations

from pydantic import BaseSettings

from bot.settings.field import field

_FR = "Jours pendant lesquels sont gardés {} ; 0 : toujours"
_EN = "Days for which {} are kept; 0: for ever"


def _days(default: int, french: str, english: str) -> int:
    days: int = field(default, _FR.format(french), _EN.format(english), ge=0)
    return days


class Retention(BaseSettings):
    keep_conversations_days: int = _days(
        90,
        "les conversations et ce qui en dépend, après le dernier message",
        "conversations and what hangs on them, after the last message,",
    )
    keep_messages_days: int = _days(90, "les messages des clients et de l'assistant", "messages")
    keep_decisions_days: int = _days(365, "les décisions et leurs faits", "decisions and their facts")
    keep_audit_days: int = _days(3650, "les actes de l'assistant", "the assistant's acts")
    keep_outbox_days: int = _days(30, "les e-mails envoyés ou abandonnés", "e-mails sent or given up")
    keep_tickets_days: int = _days(1095, "les tickets", "tickets")
    keep_counters_days: int = _days(
        2, "les compteurs de débit et d'échecs", "counts of requests and failures"
    )
    keep_logs_days: int = _days(30, "les journaux", "log files")
    keep_receipts_days: int = _days(1825, "les reçus d'effacement", "receipts of erasures")

    def kept_days(self, kind: str) -> int:
        """0: for ever."""
        days: int = getattr(self, f"keep_{kind}_days")
        return days
