"""When the model is trained again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.training import current_model, inputs_hash, mark_newest, model_path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("config.yml", "domain.yml", "data/nlu/greet.yml", "bot/nlu/topics.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


@pytest.mark.parametrize(
    "name", ["config.yml", "domain.yml", "data/nlu/greet.yml", "bot/nlu/topics.py", "data/new.yml"]
)
def test_a_changed_or_new_input_changes_the_hash(project: Path, name: str) -> None:
    before = inputs_hash(project)
    (project / name).write_text("autre chose")
    assert inputs_hash(project) != before


def test_a_renamed_input_changes_the_hash(project: Path) -> None:
    before = inputs_hash(project)
    (project / "data/nlu/greet.yml").rename(project / "data/nlu/hello.yml")
    assert inputs_hash(project) != before


def test_what_is_no_input_does_not(project: Path) -> None:
    before = inputs_hash(project)
    (project / "README.md").write_text("x")
    cache = project / "bot/nlu/__pycache__/topics.pyc"
    cache.parent.mkdir()
    cache.write_text("x")
    assert inputs_hash(project) == before


def test_a_model_of_these_inputs_is_found_and_becomes_the_newest(project: Path) -> None:
    models = project / "models"
    models.mkdir()
    assert current_model(project, models) is None
    mine = model_path(models, inputs_hash(project))
    for age, path in enumerate([mine, *(models / f"relais-{name}.tar.gz" for name in "abcd")]):
        path.touch()
        os.utime(path, (1000 + age, 1000 + age))
    mark_newest(mine)
    assert current_model(project, models) == mine
    assert max(models.iterdir(), key=lambda path: path.stat().st_mtime) == mine
    assert sorted(path.name for path in models.iterdir()) == sorted(
        [mine.name, "relais-c.tar.gz", "relais-d.tar.gz"]
    )
