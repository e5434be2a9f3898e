"""One merchant's account at one platform, as the channels' file declares it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.channels.messaging.template import Template


@dataclass(frozen=True)
class Need:
    """A value that a platform asks for. A secret is named by `<name>_env`: the environment holds it; several
    may be named while one is being changed."""

    name: str
    secret: bool = False
    required: bool = True


@dataclass(frozen=True)
class Account:
    """`secrets`: name -> the values in force, the newest first. `verified`: the merchant vouches that an
    address on this channel is the customer's."""

    platform: str
    name: str
    merchant: str
    values: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    api: str | None = None
    verified: bool = False
    template: Template | None = None

    @property
    def channel(self) -> str:
        """« telegram/picto »: the account's name in tables, addresses and logs."""
        return f"{self.platform}/{self.name}"

    def secret(self, name: str) -> str:
        """The newest one, which signs what we send."""
        return self.secrets[name][0]
