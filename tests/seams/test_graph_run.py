"""A graph run node by node gives what dask gives."""

import asyncio
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

from bot.seams.graph_run import GRAPH_RUN, run


def test_a_turns_runs_give_what_upstream_gives(agent: Agent, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[dict[str, Any]] = []

    def both(self: DaskGraphRunner, inputs: Any = None, targets: Any = None) -> dict[str, Any]:
        ours = run(self, inputs, targets)
        runs.append(ours)
        assert list(ours) == list(GRAPH_RUN.original()(self, inputs, targets))
        return ours

    def parsed() -> dict[str, Any]:
        found = asyncio.run(agent.parse_message("je voudrais annuler ma commande 204001"))
        return {name: value for name, value in found.items() if name != "message_id"}

    monkeypatch.setattr(DaskGraphRunner, "run", both)
    ours = parsed()
    monkeypatch.setattr(DaskGraphRunner, "run", GRAPH_RUN.original())
    assert ours == parsed()
    assert len(runs) == 1


def test_an_input_that_bears_a_nodes_name_is_refused_as_upstream_does(agent: Agent) -> None:
    assert agent.processor is not None
    runner = agent.processor.graph_runner
    assert isinstance(runner, DaskGraphRunner)
    name = next(iter(runner._graph_schema.nodes))
    with pytest.raises(GraphRunError):
        run(runner, {"x": name}, [name])
