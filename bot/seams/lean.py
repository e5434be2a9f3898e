"""Whether a server may start without the libraries that Rasa imports and Relais does not use.

Upstream's reason: Rasa 3.6 registers all of its components at import (rasa.engine.recipes.default_components)
and rasa.core.agent reaches TensorFlow even without them, by way of rasa.utils.train_utils; tracker stores and
channels of services that nobody named bring boto3, pymongo and their kind. A server that only predicts with
components that need none of these pays about 10 of 16 processor seconds and 380 of 550 MB for them.
"""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

VERSION = "3.6.21"  # of Rasa, in which this was read; tests/seams/test_lean.py looks again when it changes
LIBRARIES = (
    *("tensorflow", "tensorflow_addons", "tensorflow_hub", "keras"),  # DIET, TED and their kind
    *("matplotlib",),  # pictures of test results
    *("boto3", "botocore", "pymongo"),  # tracker stores
    *("aiogram", "slack_sdk"),  # Rasa's own channels
)
CHANNELS = ("rest", "socketio")  # of Rasa's own, those that import none of these
# What a model may need at prediction without missing anything above.
COMPONENTS = (
    "bot.",
    "rasa.graph_components.",
    "rasa.nlu.classifiers.regex_message_handler.",
    "rasa.core.policies.rule_policy.",
    "rasa.core.policies.memoization.",
    "rasa.core.policies.ensemble.",
)


def needs(model: Path, endpoints: Path, credentials: Path) -> list[str]:
    """What asks for the whole of Rasa: components of the model, stores and channels that are not our own.

    Nothing: the server may start lean. Raises OSError, ValueError or KeyError for files that are not
    these.
    """
    found = [name for name in _components(model) if not name.startswith(COMPONENTS)]
    for kind, how in _yaml(endpoints).items():
        engine = str((how or {}).get("type") or "")
        if kind != "action_endpoint" and not engine.startswith("bot."):
            found.append(f"{kind}: {engine}")
    return found + [
        name for name in _yaml(credentials) if not name.startswith("bot.") and name not in CHANNELS
    ]


def _components(model: Path) -> list[str]:
    with tarfile.open(model) as archive:
        member = next(one for one in archive if one.name.endswith("metadata.json"))
        file = archive.extractfile(member)
        assert file is not None
        nodes = json.load(file)["predict_schema"]["nodes"]
    return sorted({node["uses"] for node in nodes.values()})


def _yaml(path: Path) -> dict[str, Any]:
    from ruamel.yaml import YAML

    return dict(YAML(typ="safe").load(path) or {})
