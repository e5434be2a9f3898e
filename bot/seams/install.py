"""All seams, installed together."""

from bot.seams.action_call import ACTION_CALL
from bot.seams.action_failure import ACTION_FAILURE
from bot.seams.action_log import ACTION_LOG
from bot.seams.action_schema import ACTION_SCHEMA
from bot.seams.actions_made import ACTIONS_MADE
from bot.seams.domain_emptiness import DOMAIN_EMPTINESS
from bot.seams.graph_run import GRAPH_RUN
from bot.seams.kept_connection import KEPT_CONNECTION
from bot.seams.prediction_memory import PREDICTION_MEMORY
from bot.seams.seam import Seam
from bot.seams.tracker_copy import TRACKER_COPY
from bot.seams.typed_commands import TYPED_COMMANDS
from bot.seams.understanding_time import UNDERSTANDING_TIME

SEAMS: tuple[Seam, ...] = (
    ACTION_CALL,
    ACTION_SCHEMA,
    ACTION_FAILURE,
    ACTION_LOG,
    ACTIONS_MADE,
    DOMAIN_EMPTINESS,
    GRAPH_RUN,
    KEPT_CONNECTION,
    PREDICTION_MEMORY,
    TRACKER_COPY,
    TYPED_COMMANDS,
    UNDERSTANDING_TIME,
)


def install() -> None:
    """Installs every seam; a second call changes nothing."""
    for seam in SEAMS:
        seam.install()
