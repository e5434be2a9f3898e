"""Whether the server that received a mail proved its sender's address (RFC 8601, Authentication-Results).

A sender can write such a field himself. The merchant names the server; that server must remove fields in its
own name that come from outside (RFC 8601, section 5), and puts its own on top. So only the first field
counts, and a « fail » in any other one of that name weighs more.
"""

from __future__ import annotations

from email.message import Message
from typing import Any

import authres

FIELD = "Authentication-Results"


def proven(message: Message, sender: str, server: str | None) -> bool:
    """`sender`: the address of From; `server`: the name under which results are believed, None for no one."""
    if not server:
        return False
    domain = sender.rpartition("@")[2]
    raw = [str(value) for value in message.get_all(FIELD) or ()]
    fields = [_parsed(value) for value in raw]
    if not fields or fields[0] is None or not _named(fields[0], server):
        return False
    own = [field for field in fields if field is not None and _named(field, server)]
    if any(result.method == "dmarc" and result.result == "fail" for field in own for result in field.results):
        return False
    return any(_proves(result, domain) for result in fields[0].results)


def _parsed(value: str) -> Any:
    try:
        return authres.AuthenticationResultsHeader.parse(f"{FIELD}: {' '.join(value.split())}")
    except Exception:  # the library raises several kinds for what a stranger may have written
        return None


def _named(field: Any, server: str) -> bool:
    return str(field.authserv_id or "").lower() == server.lower()


def _proves(result: Any, domain: str) -> bool:
    """DMARC for the domain of From, or a DKIM signature by that very domain."""
    said = {(one.type, one.name): str(one.value or "").lower() for one in result.properties}
    if result.result != "pass":
        return False
    if result.method == "dmarc":
        return said.get(("header", "from")) == domain
    return result.method == "dkim" and said.get(("header", "d"), "").lstrip("@") == domain
