"""How many messages come at once: with `BURST=1000 pytest tests/messaging -k burst` a thousand each."""

import os


def burst(usually: int) -> int:
    """`BURST` of the environment, else `usually`: what a run of the whole suite can spare."""
    return int(os.environ.get("BURST", usually))
