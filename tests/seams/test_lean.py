"""A server without TensorFlow says what one with it says; who needs it gets it."""

import asyncio
import hashlib
import json
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import rasa
from rasa.core.agent import Agent

from bot.seams.absent import leave_out
from bot.seams.lean import LIBRARIES, VERSION, needs
from tests.seams.conftest import small_model
from tests.trained_model import ROOT

MESSAGES = (
    "je voudrais annuler ma commande 204001",
    "mon colis n'arrive pas",
    "bonjour",
    "???",
    "merci lea@example.org",
)
LEAN = """
import asyncio, json, sys
from bot.seams.absent import leave_out
from bot.seams.lean import LIBRARIES
leave_out(LIBRARIES)
import rasa.__main__, rasa.core.run, bot.channels.web
from rasa.core.agent import Agent
agent = Agent.load(sys.argv[1])
said = [asyncio.run(agent.parse_message(text)) for text in json.loads(sys.argv[2])]
real = [name for name in sys.argv[3].split() if getattr(sys.modules.get(name), "__file__", None)]
print(json.dumps([said, real], default=str), file=sys.stderr)
"""


def test_upstream_imports_these_libraries_where_it_did() -> None:
    root, found = Path(rasa.__file__).parent, []
    names = "|".join(LIBRARIES)
    for path in sorted(root.rglob("*.py")):
        lines = re.findall(
            rf"^ *(?:from|import) (?:{names})\b.*$", path.read_text(encoding="utf-8"), re.MULTILINE
        )
        found += [f"{path.relative_to(root)}: {line.strip()}" for line in lines]
    assert rasa.__version__ == VERSION
    assert hashlib.sha256("\n".join(found).encode()).hexdigest()[:12] == "5bb2cb2ff424", "\n".join(found)


def test_a_lean_process_reads_messages_as_a_whole_one_does(agent: Agent) -> None:
    command = [sys.executable, "-c", LEAN, str(small_model()), json.dumps(MESSAGES), " ".join(LIBRARIES)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    said, real = json.loads(done.stderr.splitlines()[-1])
    assert real == []
    whole = [asyncio.run(agent.parse_message(text)) for text in MESSAGES]
    assert said == json.loads(json.dumps(whole, default=str))


def test_our_own_model_and_endpoints_need_nothing_more() -> None:
    assert needs(small_model(), ROOT / "endpoints.yml", ROOT / "credentials.yml") == []


@pytest.mark.parametrize(
    ("endpoints", "credentials", "asked"),
    [
        ("tracker_store: {type: mongod}", "", ["tracker_store: mongod"]),
        ("event_broker: {type: kafka}", "", ["event_broker: kafka"]),
        ("", "slack: {slack_token: x}", ["slack"]),
        ("", "telegram:", ["telegram"]),
    ],
)
def test_what_somebody_adds_brings_the_whole_of_rasa(
    tmp_path: Path, endpoints: str, credentials: str, asked: list[str]
) -> None:
    files = tmp_path / "endpoints.yml", tmp_path / "credentials.yml"
    for path, text in zip(files, (endpoints, credentials), strict=True):
        path.write_text(text, encoding="utf-8")
    assert needs(small_model(), *files) == asked


def test_a_model_with_another_classifier_brings_the_whole_of_rasa(tmp_path: Path) -> None:
    metadata, model, empty = tmp_path / "metadata.json", tmp_path / "model.tar.gz", tmp_path / "empty.yml"
    diet = "rasa.nlu.classifiers.diet_classifier.DIETClassifier"
    metadata.write_text(
        json.dumps({"predict_schema": {"nodes": {"run_DIET": {"uses": diet}}}}), encoding="utf-8"
    )
    empty.write_text("", encoding="utf-8")
    with tarfile.open(model, "w:gz") as archive:
        archive.add(metadata, "./metadata.json")
    assert needs(model, empty, empty) == [diet]


def test_a_stand_in_that_is_called_says_who_left_it_out() -> None:
    with pytest.raises(RuntimeError, match="json"):
        leave_out(["json"])  # imported before: too late
    leave_out(["relais_absent_for_this_test"])
    from relais_absent_for_this_test.layers import Layer  # type: ignore[import-not-found]

    class Ours(Layer):  # type: ignore[misc]
        pass

    with pytest.raises(RuntimeError, match="RELAIS_LEAN=false"):
        Ours(1)
