"""The file of the channels (RELAIS_CHANNELS_FILE): which account of which platform speaks for which merchant.

telegram:
  picto:                       # its webhook: <server>/channels/telegram/picto
    merchant: pictoonline
    token_env: PICTO_TOKEN     # secrets stand in the environment, under these names
    secret_env: [NEW, OLD]     # several while one is being changed
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bot.channels.messaging.account import Account, Need
from bot.channels.messaging.catalogue import PLATFORMS
from bot.channels.messaging.platform import Platform
from bot.channels.messaging.template import read_template
from bot.policies.checks import Reader
from bot.policies.errors import PackErrors
from bot.policies.source import read

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def read_accounts(path: Path, merchants: Collection[str], environment: Mapping[str, str]) -> list[Account]:
    """Every defect at once, each with file, line and key. Raises PackErrors, or PackError for a file that is
    no YAML."""
    reader = Reader(read(path))
    reader.only(*PLATFORMS)
    accounts = []
    for platform in (name for name in reader.node if name in PLATFORMS):
        for name in reader.mapping(platform):
            entry = reader.inside(platform, name)
            if not NAME.fullmatch(str(name)):
                entry.fail(None, "nom attendu en minuscules, chiffres et tirets : il est dans l'adresse")
            accounts.append(_account(entry, PLATFORMS[platform], str(name), merchants, environment))
    if reader.errors:
        raise PackErrors(reader.errors)
    return accounts


def _account(
    entry: Reader,
    platform: type[Platform],
    name: str,
    merchants: Collection[str],
    environment: Mapping[str, str],
) -> Account:
    keys = [f"{need.name}_env" if need.secret else need.name for need in platform.needs]
    entry.only("merchant", *keys, "api", "verified_addresses", "template")
    merchant = entry.text("merchant")
    if merchant and merchant not in merchants:
        entry.fail("merchant", f"marchand inconnu ; possibles : {', '.join(sorted(merchants))}")
    verified = entry.flag("verified_addresses")
    if verified and not platform.email:
        entry.fail("verified_addresses", "impossible ici : une commande ne porte qu'une adresse e-mail")
    template = read_template(entry)
    if template and not platform.templates:
        entry.fail("template", "sans objet ici : seul WhatsApp en demande")
    plain = [need for need in platform.needs if not need.secret]
    secret = [need for need in platform.needs if need.secret]
    account = Account(
        platform=platform.name,
        name=name,
        merchant=merchant,
        values={need.name: entry.text(need.name, required=need.required) for need in plain},
        secrets={need.name: _secrets(entry, need, environment) for need in secret},
        api=_address(entry),
        verified=verified,
        template=template,
    )
    if all(account.secrets.get(need.name) for need in secret if need.required):
        for key, words in platform.defects(account):
            entry.fail(key, words)
    return account


def _secrets(entry: Reader, need: Need, environment: Mapping[str, str]) -> tuple[str, ...]:
    """The values of the variables named; a missing one is told by its name, never by a value."""
    key = f"{need.name}_env"
    named = entry.get(key)
    if named is None:
        if need.required:
            entry.fail(key, "champ obligatoire absent")
        return ()
    names = named if isinstance(named, list) else [named]
    if not names or not all(isinstance(one, str) and one for one in names):
        entry.fail(key, "nom d'une variable d'environnement attendu, ou liste de noms")
        return ()
    for one in names:
        if not environment.get(one, "").strip():
            entry.fail(key, f"la variable d'environnement {one} est absente ou vide")
    return tuple(environment[one].strip() for one in names if environment.get(one, "").strip())


def _address(entry: Reader) -> str | None:
    """Another server of the platform: encrypted, or on this machine."""
    given = entry.text("api", required=False)
    if not given:
        return None
    parts = urlsplit(given)
    local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
    if not parts.hostname or not (parts.scheme == "https" or local):
        entry.fail("api", "adresse en https:// attendue")
    return given


def open_platforms(accounts: list[Account]) -> dict[str, Platform]:
    """Channel (« telegram/picto ») -> its platform, ready to speak."""
    return {account.channel: PLATFORMS[account.platform](account) for account in accounts}
