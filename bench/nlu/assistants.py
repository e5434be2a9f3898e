"""Models trained as anybody would train them, and asked through Rasa's whole NLU."""

import asyncio
import logging
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.nlu.sets import ROOT

STORE = ROOT / ".relais/bench-nlu"


@dataclass(frozen=True)
class Read:
    """What the NLU made of a message: `ranking` of topics, `requests` found in it, `seconds` it took.

    `processor`: seconds of the processor, which depend less on what else the machine does.
    """

    ranking: tuple[tuple[str, float], ...]
    seconds: float
    requests: tuple[tuple[str, str], ...] = ()
    processor: float = 0.0

    @property
    def topic(self) -> str:
        """The likeliest topic."""
        return self.ranking[0][0]


@dataclass
class Assistant:
    """A trained model, loaded. `training`: seconds `rasa train` took from nothing, by the clock and by the
    processor (the first depends on what else the machine does).
    """

    name: str
    model: Path
    training: tuple[float, float]
    _agent: Any = field(default=None, repr=False)

    def read(self, texts: Iterable[str]) -> list[Read]:
        """The readings of `texts`, one after another."""
        if self._agent is None:
            from rasa.core.agent import Agent
            from rasa.utils.log_utils import configure_structlog

            # Rasa's log would show the messages of the test sets.
            configure_structlog(logging.ERROR)
            logging.getLogger("rasa").setLevel(logging.ERROR)
            self._agent = Agent.load(str(self.model))
        return asyncio.run(self._read(list(texts)))

    async def _read(self, texts: list[str]) -> list[Read]:
        await self._agent.parse_message("bonjour")
        return [await self._one(text) for text in texts]

    async def _one(self, text: str) -> Read:
        started, before = time.perf_counter(), time.process_time()
        parsed = await self._agent.parse_message(text)
        seconds, processor = time.perf_counter() - started, time.process_time() - before
        ranking = tuple((r["name"], float(r["confidence"])) for r in parsed.get("intent_ranking") or [])
        ranking = ranking or ((parsed["intent"]["name"] or "nlu_fallback", 0.0),)
        requests = tuple((r["topic"], r["text"]) for r in parsed.get("requests") or ())
        return Read(ranking, seconds, requests, processor)


def trained(name: str, config: Path, data: Path, key: str, domain: Path | None = None) -> Assistant:
    """The assistant of `config` and `data`, trained in a process of its own without Rasa's cache.

    `key`: a hash of what it is made from; a model kept under it is taken as it is.
    Raises RuntimeError with Rasa's last lines when training fails.
    """
    model, took = STORE / f"{name}-{key}.tar.gz", STORE / f"{name}-{key}.seconds"
    if not (model.exists() and took.exists()):
        STORE.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "rasa", "train", *_what(data, domain)]
        command += ["--config", str(config), "--out", str(STORE), "--fixed-model-name", model.name[:-7]]
        environment, log = {**os.environ, "RASA_MAX_CACHE_SIZE": "0"}, model.with_name(f"{name}-{key}.log")
        started, before = time.perf_counter(), _processor()
        with log.open("w", encoding="utf-8") as words:  # `tail -f` it: half an hour is long without a sign
            done = subprocess.run(command, cwd=ROOT, env=environment, stdout=words, stderr=subprocess.STDOUT)
        if done.returncode or not model.exists():
            raise RuntimeError(f"training {name} failed:\n" + log.read_text(encoding="utf-8")[-2000:])
        seconds = f"{time.perf_counter() - started:.1f} {_processor() - before:.1f}"
        took.write_text(seconds, encoding="utf-8")
    wall, processor = took.read_text(encoding="utf-8").split()
    return Assistant(name, model, (float(wall), float(processor)))


def _processor() -> float:
    """Processor seconds of the processes started so far and ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _what(data: Path, domain: Path | None) -> list[str]:
    """All that Rasa trains where there is a domain, its NLU alone where there is none."""
    if domain:
        return ["--force", "--domain", str(domain), "--data", str(data)]
    return ["nlu", "--nlu", str(data)]
