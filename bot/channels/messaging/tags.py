"""A conversation's tag: tells it in a message's id, and cannot be guessed.

The conversation's own id is random and never leaves the server; its tag is a digest, so whoever reads the tag
learns nothing, and whoever names it has seen a message of that conversation.
"""

from __future__ import annotations

import hashlib


def tag(conversation: str) -> str:
    return hashlib.sha256(f"thread {conversation}".encode()).hexdigest()[:32]
