"""An e-mail address inside a longer text."""

from __future__ import annotations

import json
import re

from sqlalchemy import Text, cast, func, or_
from sqlalchemy.sql import ColumnElement

INSTEAD = "[e-mail effacé]"


def pattern(email: str) -> re.Pattern[str]:
    """Finds it, and not a@b.fr in lea@b.fr or a@b.fr.example."""
    return re.compile(rf"(?<![\w.+%-]){re.escape(email)}(?!\.?[\w-])", re.IGNORECASE)


def may_mention(column: ColumnElement[str], email: str) -> ColumnElement[bool]:
    """Rows worth a closer look: the engines' own search knows no word bounds. JSON may be kept escaped."""
    text = func.lower(cast(column, Text))
    forms = {email.lower(), json.dumps(email)[1:-1].lower()}
    return or_(*(text.contains(form, autoescape=True) for form in sorted(forms)))
