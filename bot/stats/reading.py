"""All figures of a period in one reading transaction."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from bot.stats.counting import after_not_understood, conversations_opened, decisions_made, effects_done
from bot.stats.figures import Figures
from bot.stats.hearing import ratings_given, waiting_times
from bot.stats.period import Period


def read_figures(engine: Engine, period: Period) -> Figures:
    with engine.connect() as connection:
        return Figures(
            period.since,
            period.merchant,
            conversations_opened(connection, period),
            decisions_made(connection, period),
            after_not_understood(connection, period),
            effects_done(connection, period),
            ratings_given(connection, period),
            waiting_times(connection, period),
        )
