"""All seams, installed together."""

from bot.seams.action_failure import ACTION_FAILURE
from bot.seams.action_schema import ACTION_SCHEMA
from bot.seams.seam import Seam
from bot.seams.typed_commands import TYPED_COMMANDS
from bot.seams.understanding_time import UNDERSTANDING_TIME

SEAMS: tuple[Seam, ...] = (ACTION_SCHEMA, ACTION_FAILURE, TYPED_COMMANDS, UNDERSTANDING_TIME)


def install() -> None:
    """Installs every seam; a second call changes nothing."""
    for seam in SEAMS:
        seam.install()
