"""A pack of one topic in a folder, written from YAML text; for tests of the loader and of the proof."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from bot.policies.errors import PackError, PackErrors
from bot.policies.pack import Pack, load_pack

MERCHANT = """\
merchant: essai
name: Essai
person: le service client
document: Document
order_number_example: "1"
contacts:
  support: {value: aide@essai.invalid, demo: true}
"""


def write_pack(folder: Path, files: dict[str, str | bytes]) -> Path:
    """The pack's folder, named after its merchant; merchant.yml is added where it is not given."""
    pack = folder / "essai"
    pack.mkdir()
    for name, content in {"merchant.yml": MERCHANT, **files}.items():
        raw = content if isinstance(content, bytes) else dedent(content).encode()
        (pack / name).write_bytes(raw)
    return pack


def load_errors(folder: Path) -> list[PackError]:
    """What the loader has to say, nothing for a sound pack."""
    try:
        load_pack(folder)
    except PackErrors as found:
        return found.errors
    return []


def table_pack(folder: Path, rules: str, *, head: str = "subject: order") -> tuple[Pack | None, list[str]]:
    """The pack of one cancel_order table with these rules, or its defects."""
    text = f"topic: cancel_order\n{head}\nsource: s\nrules:\n" + dedent(rules)
    pack = write_pack(folder, {"cancel_order.yml": text})
    errors = [str(error) for error in load_errors(pack)]
    return (None, errors) if errors else (load_pack(pack), [])


RULE = "- {{name: r{0}, when: {{{1}}}, outcome: status{2}}}\n"


def rules(*conditions: str, force: tuple[str, ...] = ()) -> str:
    """Rules r0, r1 … with these conditions; ``force`` their dates in force."""
    dates = [f", in_force: {{{one}}}" if one else "" for one in force] or [""] * len(conditions)
    return "".join(RULE.format(i, when, dates[i]) for i, when in enumerate(conditions))
