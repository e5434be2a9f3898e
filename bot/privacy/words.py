"""What would tell of a person in a line of a log: e-mail address, conversations' ids, what was said."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from bot.channels.tables import web_messages
from bot.privacy.person import Person, rows_of

SHORTEST = 12  # characters: « bonjour » and « oui merci » are everybody's


def words_of(connection: Connection, person: Person) -> set[str]:
    said = {row["text"] for row in rows_of(connection, web_messages, person)}
    return {person.email, *person.conversations, *(text for text in said if len(text) >= SHORTEST)}
