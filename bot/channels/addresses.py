"""From which network address a request comes: what the connection says, or a proxy that is trusted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Networks = Sequence[IPv4Network | IPv6Network]
HOUSEHOLD = 64  # bits of an IPv6 address that its owner does not choose freely


def client_address(peer: str, forwarded: str, trusted: Networks) -> str:
    """`peer` is who connected, `forwarded` the X-Forwarded-For header.

    The header is read from its end, where the nearest proxy wrote, and only as long as who wrote is trusted:
    a client can put anything at its beginning. IPv6 addresses count by network.
    """
    if not trusted:
        return _counted_as(peer)
    address = peer
    for said in reversed([part.strip() for part in forwarded.split(",")]):
        if not _is_in(address, trusted) or not _is_address(said):
            break
        address = said
    return _counted_as(address)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_in(text: str, networks: Networks) -> bool:
    if not _is_address(text):
        return False
    address = _plain(text)
    return any(address.version == network.version and address in network for network in networks)


def _plain(text: str):  # type: ignore[no-untyped-def]  # IPv4Address | IPv6Address, which mypy joins badly
    address = ip_address(text)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


@lru_cache(maxsize=4096)
def _counted_as(text: str) -> str:
    if not _is_address(text):
        return "unknown"
    address = _plain(text)
    if address.version == 6 and not address.is_loopback:
        return str(ip_network(f"{address}/{HOUSEHOLD}", strict=False))
    return str(address)
