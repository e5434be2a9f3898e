"""One small model for all tests of a real Rasa agent: the project's config and three hands' examples."""

import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]


@lru_cache(maxsize=1)
def small_model() -> Path:
    """The path of a model trained once per test run; training takes a few seconds."""
    from rasa.model_training import train

    from bot.seams.install import install

    install()  # as in a process that has loaded a model before: training must work with the seams in
    folder = Path(tempfile.mkdtemp(prefix="relais-model-"))
    nlu = folder / "nlu"
    nlu.mkdir()
    for path in sorted((ROOT / "data/nlu").glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        content["nlu"] = content["nlu"][:3]
        (nlu / path.name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    shutil.copytree(ROOT / "data/stories", folder / "stories")
    result = train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(nlu), str(folder / "stories")],
        output=str(folder / "models"),
        fixed_model_name="small",
    )
    assert result.code == 0
    assert result.model is not None
    return Path(result.model)
