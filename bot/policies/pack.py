"""A merchant's pack: ``faq/<merchant>/merchant.yml`` and one ``<topic>.yml`` per documented topic."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from dataclasses import replace as with_changes
from pathlib import Path

from bot.policies.checks import Reader
from bot.policies.errors import PackError, PackErrors
from bot.policies.files import MERCHANT_FILE, PackFiles
from bot.policies.merchant import Merchant, read_merchant
from bot.policies.proof import defects
from bot.policies.source import Source, parse
from bot.policies.table import Table
from bot.policies.table_reader import check_topic, read_information, read_table
from bot.policies.template_check import template_names
from bot.policies.vocabulary import TOPICS


@dataclass(frozen=True)
class Pack:
    """A checked pack. ``hash``: SHA-256 over its files' names and bytes, recorded with each decision."""

    merchant: Merchant
    tables: dict[str, Table]
    hash: str


def load_packs(root: Path, only: Collection[str] = ()) -> dict[str, Pack]:
    """The packs below ``root`` by merchant key, all or ``only`` some that are there.

    Raises PackErrors with all defects of all packs.
    """
    errors: list[PackError] = []
    packs = {}
    for folder in pack_folders(root):
        if only and folder.name not in only:
            continue
        try:
            packs[folder.name] = load_pack(folder)
        except PackErrors as found:
            errors += found.errors
    if errors:
        raise PackErrors(errors)
    return packs


def pack_folders(root: Path, *, needed: bool = True) -> list[Path]:
    """The merchants' folders. Raises PackErrors where there is none and one is ``needed``."""
    folders = sorted(path for path in root.iterdir() if _is_pack(path)) if root.is_dir() else []
    if needed and not folders:
        raise PackErrors([PackError(root, 1, "", "aucun marchand : un dossier par marchand est attendu ici")])
    return folders


def _is_pack(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith((".", "_"))


def load_pack(folder: Path) -> Pack:
    """The pack in a folder. Raises PackErrors."""
    return load_files(PackFiles.of_folder(folder))


def load_files(files: PackFiles) -> Pack:
    """Raises PackErrors: unreadable files, unknown fields, gaps, overlaps, each with file, line and key."""
    errors: list[PackError] = []
    merchant = _merchant(files, errors)
    sources, unread = _sources(files, errors)
    known = template_names(merchant)
    tables: dict[str, Table] = {}
    for topic, source in sources.items():
        if "same_as" not in source.tree:
            tables[topic] = _table(source, topic, known, errors)
    own = set(tables) | unread  # an unreadable table is reported once, not by all who take it over
    for topic, source in sources.items():
        if "same_as" in source.tree:
            _shared(source, topic, known, tables, own, errors)
    if errors:
        raise PackErrors(sorted(errors, key=lambda e: (str(e.path), e.line)))
    return Pack(merchant, tables, files.hash())


def _merchant(files: PackFiles, errors: list[PackError]) -> Merchant:
    try:
        source = parse(files.path(MERCHANT_FILE), files.read(MERCHANT_FILE))
    except PackError as broken:
        raise PackErrors([broken]) from None
    reader = Reader(source, errors=errors)
    merchant = read_merchant(reader)
    if merchant.key and merchant.key != files.place.name:
        reader.fail("merchant", f"le dossier s'appelle {files.place.name}")
    return merchant


def _sources(files: PackFiles, errors: list[PackError]) -> tuple[dict[str, Source], set[str]]:
    """The files that could be read by topic, and the topics whose file could not."""
    found, unread = {}, set()
    for name in files.content:
        path = files.path(name)
        if name == MERCHANT_FILE:
            continue
        if path.suffix != ".yml":
            errors.append(PackError(path, 1, "", f"ce fichier doit s'appeler {path.stem}.yml"))
        elif path.stem not in TOPICS:
            errors.append(PackError(path, 1, "", f"« {path.stem} » n'est pas un sujet connu"))
        else:
            try:
                found[path.stem] = parse(path, files.read(name))
            except PackError as broken:
                errors.append(broken)
                unread.add(path.stem)
    return found, unread


def _table(source: Source, topic: str, known: set[str], errors: list[PackError]) -> Table:
    reader = Reader(source, errors=errors)
    before = len(errors)
    table = read_table(reader, topic, known)
    if len(errors) == before:  # a proof over conditions that could not be read would only mislead
        for defect in defects(table):
            where = ("rules", defect.rules[-1]) if defect.rules else ("rules",)
            errors.append(source.error(where, defect.message))
    return table


def _shared(
    source: Source,
    topic: str,
    known: set[str],
    tables: dict[str, Table],
    own: set[str],
    errors: list[PackError],
) -> None:
    """``same_as: other_topic``: the other topic's table, with this topic's own information if it has one."""
    reader = Reader(source, errors=errors)
    reader.only("topic", "same_as", "source", "information")
    check_topic(reader, topic)
    other = reader.text("same_as")
    if other and other not in own:
        reader.fail("same_as", f"pas de table {other}.yml à reprendre dans ce dossier")
    told = read_information(reader, known)
    if other in tables:
        base = tables[other]
        tables[topic] = with_changes(base, topic=topic, information=told or base.information)
