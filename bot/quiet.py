"""Keeps the libraries' own chatter out of the terminal; errors, and warnings about our own code, still come
through.

scripts/setup has every Python of the environment call `hush` at its start, so that `rasa train` is as quiet
as `relais train`.
"""

from __future__ import annotations

import os
import sys
import warnings
from typing import Any

# Read by the libraries while they are imported, hence put into the environment and not taken from settings.
QUIET = {
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "RASA_TELEMETRY_ENABLED": "false",
    "CUDA_VISIBLE_DEVICES": "-1",
}


def hush() -> None:
    """For this process and its children. `python -W…` and PYTHONWARNINGS bring the warnings back."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if not sys.warnoptions:
        # Filters would not do: Rasa, Sanic and others set their own.
        warnings.showwarning = _show_ours


def _show_ours(
    message: Any, category: Any, filename: str, lineno: int, file: Any = None, line: Any = None
) -> None:
    theirs = ("site-packages", "/lib/python", "<frozen ")
    if not any(part in filename for part in theirs):
        text = warnings.formatwarning(message, category, filename, lineno, line)
        print(text, end="", file=file or sys.stderr)
