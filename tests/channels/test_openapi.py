"""The description of the door, and what a running door does, are the same: schemathesis tries it."""

from __future__ import annotations

import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.channels.client import Client
from tests.processes import ROOT

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
schema = schemathesis.openapi.from_path(ROOT / "docs/openapi.yaml")
bounded = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@schema.include(path="/v1/sessions").parametrize()
@bounded
def test_sessions_as_described(case: schemathesis.Case, fuzzed_door: str) -> None:
    case.call_and_validate(base_url=fuzzed_door, checks=CHECKS, timeout=10)


@schema.include(path="/v1/messages").parametrize()
@bounded
def test_messages_as_described(case: schemathesis.Case, fuzzed_door: str) -> None:
    headers = Client.open(fuzzed_door, merchant="pictoonline").headers
    case.call_and_validate(base_url=fuzzed_door, headers=headers, checks=CHECKS, timeout=10)


@schema.include(path="/v1/feedback").parametrize()
@bounded
def test_ratings_as_described(case: schemathesis.Case, fuzzed_door: str) -> None:
    headers = Client.open(fuzzed_door, merchant="pictoonline").headers
    case.call_and_validate(base_url=fuzzed_door, headers=headers, checks=CHECKS, timeout=10)


@schema.include(path=["/health/live", "/metrics"]).parametrize()
@bounded
def test_the_rest_as_described(case: schemathesis.Case, fuzzed_door: str) -> None:
    case.call_and_validate(base_url=fuzzed_door, checks=CHECKS, timeout=10)


def test_every_route_of_the_contract_is_described() -> None:
    paths = {
        "/v1/sessions",
        "/v1/messages",
        "/v1/feedback",
        "/v1/events",
        "/health/live",
        "/health/ready",
        "/metrics",
        "/widget.js",
    }
    assert paths <= set(schema.raw_schema["paths"])
