"""The Kubernetes manifests: valid, and what they say about Relais is so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import PREFIX, Settings
from tests.deploy.kubernetes_schemas import faults
from tests.processes import ROOT

FOLDER = ROOT / "deploy" / "kubernetes"
VERSIONS = ("1.27", "1.33")


def documents() -> Iterator[tuple[Path, dict[str, Any]]]:
    for file in sorted(FOLDER.glob("*.yaml")):
        for document in yaml.safe_load_all(file.read_text()):
            yield file, document


def of_kind(*kinds: str) -> list[dict[str, Any]]:
    return [document for _, document in documents() if document["kind"] in kinds]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_manifest_is_valid(version: str) -> None:
    checked = {f"{document['kind']} {file.name}": faults(document, version) for file, document in documents()}
    assert len(checked) > 10
    assert {name: found for name, found in checked.items() if found} == {}


def test_a_manifest_with_a_wrong_field_would_not_be() -> None:
    wrong = of_kind("Deployment")[0]
    wrong["spec"]["replica"] = 3
    assert any("replica" in fault for fault in faults(wrong, VERSIONS[-1]))


def test_settings_named_are_settings_and_no_secret_is_in_a_file() -> None:
    known = {PREFIX + name.upper() for name in Settings.__fields__}
    for document in of_kind("ConfigMap", "Secret"):
        assert set(document.get("data", {}) | document.get("stringData", {})) <= known
    assert {value for secret in of_kind("Secret") for value in secret["stringData"].values()} == {""}


def test_whatever_refers_to_another_finds_it() -> None:
    names = {(d["kind"], d["metadata"]["name"]) for _, d in documents()}
    labels = [d["spec"]["template"]["metadata"]["labels"] for d in of_kind("Deployment")]
    for document in of_kind("Service"):
        assert document["spec"]["selector"] in labels
    for document in of_kind("PodDisruptionBudget"):
        assert document["spec"]["selector"]["matchLabels"] in labels
    for document in of_kind("HorizontalPodAutoscaler"):
        assert ("Deployment", document["spec"]["scaleTargetRef"]["name"]) in names
    for document in of_kind("Ingress"):
        for path in document["spec"]["rules"][0]["http"]["paths"]:
            assert ("Service", path["backend"]["service"]["name"]) in names
    for document in of_kind("Deployment", "Job"):
        for source in document["spec"]["template"]["spec"]["containers"][0]["envFrom"]:
            kind = "ConfigMap" if "configMapRef" in source else "Secret"
            assert (kind, next(iter(source.values()))["name"]) in names


def test_nothing_runs_as_root_or_without_bounds() -> None:
    for document in of_kind("Deployment", "Job"):
        pod = document["spec"]["template"]["spec"]
        container = pod["containers"][0]
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert {"requests", "limits"} <= set(container["resources"])


def test_the_door_tells_browsers_nothing_of_the_inside() -> None:
    (ingress,) = of_kind("Ingress")
    paths = {path["path"] for path in ingress["spec"]["rules"][0]["http"]["paths"]}
    assert paths == {"/v1", "/widget.js"}
    assert ingress["metadata"]["annotations"]["nginx.ingress.kubernetes.io/proxy-buffering"] == "off"
