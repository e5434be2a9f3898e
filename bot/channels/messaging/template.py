"""A message that a platform has approved beforehand: the only kind it takes once the time to write freely is
over. It invites the customer to write; what waits is sent then."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.policies.checks import Reader

KEYS = ("name", "language", "parameters")
LONGEST = 900  # characters of a parameter; WhatsApp takes 1,024 in a template's body
HOLDER = re.compile(r"\{[^{}]*\}")
TEXT = "{text}"


@dataclass(frozen=True)
class Template:
    """`parameters`: the texts of {{1}}, {{2}} …; « {text} » in one stands for the reply that waits."""

    name: str
    language: str
    parameters: tuple[str, ...] = ()

    def filled(self, text: str) -> list[str]:
        """On one line each: these platforms refuse line breaks and runs of spaces in a parameter."""
        said = [one.replace(TEXT, " ".join(text.split())) for one in self.parameters]
        return [one if len(one) <= LONGEST else f"{one[:LONGEST]}…" for one in said]


def read_template(entry: Reader) -> Template | None:
    """The account's `template`, None without. Defects go to the reader."""
    if not entry.has("template"):
        return None
    inside = entry.inside("template")
    inside.only(*KEYS)
    parameters = inside.items("parameters")
    for one in parameters:
        if not isinstance(one, str) or set(HOLDER.findall(one)) - {TEXT}:
            inside.fail("parameters", f"liste de textes attendue ; seul {TEXT} y est remplacé")
            return None
    return Template(inside.text("name"), inside.text("language", required=False), tuple(parameters))
