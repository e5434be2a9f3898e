"""`python -m bot.rasa_server run …`: `rasa run …`, lean where the model and the endpoints allow it.

The arguments are Rasa's; `--model`, `--endpoints` and `--credentials` must be among them. `relais serve`
starts this.
"""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser
from pathlib import Path

from bot.seams.absent import leave_out
from bot.seams.lean import LIBRARIES, needs
from bot.settings import load

logger = logging.getLogger(__name__)


def main() -> None:
    """Leaves out what it can, then hands over to Rasa's own command line."""
    reader = ArgumentParser(add_help=False)
    for name in ("--model", "--endpoints", "--credentials"):
        reader.add_argument(name, type=Path, required=True)
    files, _ = reader.parse_known_args()
    if load().lean:
        if asked := needs(files.model, files.endpoints, files.credentials):
            logger.warning("Rasa starts with all its libraries, for: %s", ", ".join(asked))
        else:
            leave_out(LIBRARIES)
    from rasa.__main__ import main as rasa

    from bot.seams.no_cors import NO_CORS

    NO_CORS.install()

    sys.argv[0] = "rasa"
    rasa()


if __name__ == "__main__":
    main()
