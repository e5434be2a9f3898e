"""Kubernetes' own schemas, as the package kubernetes-validate ships them.

Its code is not used: it wants newer libraries than Rasa's pins allow.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import jsonschema


def faults(document: dict[str, Any], version: str) -> list[str]:
    """What is wrong with a manifest in the eyes of a Kubernetes ("1.33"); unknown fields are wrong too."""
    package = find_spec("kubernetes_validate")
    assert package
    assert package.origin
    folder = Path(package.origin).parent / "kubernetes-json-schema" / f"v{version}.0-local-strict"
    group, _, number = document["apiVersion"].rpartition("/")
    parts = [document["kind"].lower(), group.split(".")[0], number]
    schema = json.loads((folder / ("-".join(part for part in parts if part) + ".json")).read_text())
    shared = json.loads((folder / "_definitions.json").read_text())
    url = urljoin(schema["$id"], "_definitions.json")
    resolver = jsonschema.RefResolver(schema["$id"], schema, store={url: shared})  # asks nobody
    found = jsonschema.Draft7Validator(schema, resolver=resolver).iter_errors(document)
    return ["/".join(map(str, error.path)) + ": " + error.message[:200] for error in found]
