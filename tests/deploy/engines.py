"""What the tests of deploy/ need beside Python."""

from __future__ import annotations

import shutil

from tests.processes import ROOT

COMPOSE_SCHEMA = ROOT / ".tools/schemas/check_jsonschema/builtin_schemas/vendor/compose-spec.json"


def nginx_path() -> str | None:
    """On the PATH, or where Debian puts it."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
