"""All seams, installed together."""


def install() -> None:
    """Installs every seam; a second call changes nothing."""
