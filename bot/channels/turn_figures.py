"""What is told of a turn once its answer is on its way: one line in the log, and the figures."""

from __future__ import annotations

import logging

from bot.channels import metrics
from bot.watching.metrics import STAGE_SECONDS

logger = logging.getLogger(__name__)


def tell(merchant: str, in_time: bool, turn: float, whole: float) -> None:
    """Seconds: of the turn in this server, and since the message came."""
    metrics.TURNS.labels("answered" if in_time else "failed").inc()
    metrics.TURN_SECONDS.observe(turn)
    STAGE_SECONDS.labels("whole").observe(whole)
    seen = {"merchant": merchant, "seconds": round(whole, 4)}
    logger.info("answered" if in_time else "failed", extra=seen)
