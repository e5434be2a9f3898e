"""The compose file: valid, and what it says about Relais is so."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
import yaml

from bot.settings import PREFIX, Settings
from tests.deploy.engines import COMPOSE_SCHEMA
from tests.processes import ROOT

FOLDER = ROOT / "deploy"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yml").read_text())
    return found


@pytest.mark.skipif(not COMPOSE_SCHEMA.exists(), reason="scripts/schemas has not been run")
def test_the_compose_file_is_valid(compose: dict[str, Any]) -> None:
    check = jsonschema.Draft7Validator(json.loads(COMPOSE_SCHEMA.read_text()))
    assert [error.message for error in check.iter_errors(compose)] == []
    wrong = {**compose, "services": {"server": {"comand": "relais serve"}}}
    assert not check.is_valid(wrong)


def test_settings_named_are_settings_and_secrets_come_from_outside(compose: dict[str, Any]) -> None:
    known = {PREFIX + name.upper() for name in Settings.__fields__}
    for name in ("migrate", "server", "actions", "postman"):
        environment = compose["services"][name]["environment"]
        assert set(environment) <= known
        for key, value in environment.items():
            if key.endswith(("SECRET", "SECRETS", "SMTP_URL")):
                assert value.startswith("${"), key


def test_files_and_services_named_are_there(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for service in services.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert (FOLDER / source).exists() if source.startswith("./") else source in compose["volumes"]
        assert set(service.get("depends_on", [])) <= set(services)


def test_the_image_is_built_from_files_that_are_there() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    sent = {line[1:] for line in ignored if line.startswith("!")}
    copied = {
        source
        for line in (FOLDER / "Dockerfile").read_text().splitlines()
        if line.startswith("COPY") and "--from" not in line
        for source in line.split()[1:-1]
    }
    assert copied == sent
    assert all((ROOT / name).exists() for name in copied)
