"""What a table holds of a person, said where the table is described: `Table(…, info=personal(…))`.

`bot.privacy` reads it to export, erase and purge; a table or a column without a word here fails
`tests/privacy/test_registry.py`. docs/privacy.md shows the few cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KEY = "person"  # of Table.info
ERASED = "effacé"  # for a text column that cannot be null


class Pseudonym:
    """In place of an e-mail address: random, the same in all rows of one erasure."""


class Facts:
    """In place of a list of what was there before and after an act: its accounting facts alone."""


PSEUDONYM, FACTS = Pseudonym(), Facts()


@dataclass(frozen=True)
class Link:
    """How a person's rows are found: `columns` hold one of the person's `kind`."""

    kind: str  # conversation, email, email_key, order, number, ticket, letter, key
    columns: tuple[str, ...]


def by_conversation(column: str = "conversation_id") -> Link:
    return Link("conversation", (column,))


def by_email(column: str = "email") -> Link:
    """An e-mail address as it was written."""
    return Link("email", (column,))


def by_email_key(column: str = "email_key") -> Link:
    """An e-mail address as `bot.orders.keys.email_key` makes it."""
    return Link("email_key", (column,))


def by_order(column: str = "order_id") -> Link:
    return Link("order", (column,))


def by_number(merchant: str = "merchant", number_key: str = "number_key") -> Link:
    return Link("number", (merchant, number_key))


def by_ticket(column: str = "ticket_id") -> Link:
    """`tickets.id`."""
    return Link("ticket", (column,))


def by_letter(column: str = "email_id") -> Link:
    """`emails.id`: an e-mail noted on an order."""
    return Link("letter", (column,))


def by_key(column: str = "key") -> Link:
    """A text that holds a conversation's id, or ends with the network address that opened one."""
    return Link("key", (column,))


@dataclass(frozen=True)
class Age:
    """Rows whose `column` is older than the days that `kind` is kept (`RELAIS_KEEP_<KIND>_DAYS`) go."""

    kind: str
    column: str


@dataclass(frozen=True)
class Holding:
    """`title` is French, for the export. `links`: none, and the table holds nobody. `blanked`: what erasing
    writes instead; None deletes the row. `plain`: the columns that tell nothing of a person."""

    title: str
    links: tuple[Link, ...] = ()
    blanked: Mapping[str, Any] | None = None
    plain: frozenset[str] = frozenset()
    age: Age | None = None
    exported: bool = field(default=True)

    def undeclared(self, columns: set[str]) -> set[str]:
        """Columns nothing was said about. A row that is deleted takes all of its columns with it."""
        if self.links and self.blanked is None:
            return set()
        return columns - set(self.blanked or ()) - self.plain

    def unknown(self, columns: set[str]) -> set[str]:
        """Columns something was said about that are not there."""
        said = {*(self.blanked or ()), *self.plain, *(name for link in self.links for name in link.columns)}
        return (said | ({self.age.column} if self.age else set())) - columns


def personal(title: str, *links: Link, age: Age | None = None) -> dict[str, Any]:
    """Rows that are the person's: exported whole, and deleted."""
    return {KEY: Holding(title, links, age=age)}


def partly(
    title: str, *links: Link, blanked: Mapping[str, Any], plain: str, age: Age | None = None
) -> dict[str, Any]:
    """Rows that stay without the person: `blanked` is what each column becomes, `plain` (names with spaces
    between) what stays as it is."""
    return {KEY: Holding(title, links, dict(blanked), frozenset(plain.split()), age)}


def nobody(plain: str, age: Age | None = None) -> dict[str, Any]:
    """No row tells of a person; `plain` names all columns."""
    return {KEY: Holding("", (), None, frozenset(plain.split()), age)}


def kept_of_order(title: str, plain: str) -> dict[str, Any]:
    """A part of an order that stays as it is: the shop has to account for it. Exported with the order."""
    return {KEY: Holding(title, (by_order(),), {}, frozenset(plain.split()), exported=False)}
