"""The dashboard and the alerts name only figures that a running Relais gives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.settings import Settings
from tests.processes import ROOT

DEPLOY = ROOT / "deploy"
NAME = re.compile(r"\b(?:relais|process)_[a-z_]+\b|\bup(?=\{)")


def dashboard() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((DEPLOY / "grafana/relais.json").read_text())
    return read


def rules() -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"][0]["rules"]
    return read


def expressions() -> Iterator[str]:
    for panel in dashboard()["panels"]:
        yield from (target["expr"] for target in panel.get("targets", []))
    yield from (rule["expr"] for rule in rules())
    yield from (v["query"] for v in dashboard()["templating"]["list"] if v["type"] == "query")


@pytest.fixture(scope="module")
def given(relais: str, environment: dict[str, str]) -> dict[str, set[str]]:
    """Every figure of both servers by name, with its labels; those that have counted nothing yet included."""
    actions = f"http://127.0.0.1:{environment['RELAIS_ACTION_PORT']}"
    found: dict[str, set[str]] = {"up": {"job"}}
    for address in (relais, actions):
        for family in text_string_to_metric_families(requests.get(f"{address}/metrics", timeout=5).text):
            ends = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum")}.get(
                family.type, ("",)
            )
            for end in ends:
                labels = {label for sample in family.samples for label in sample.labels}
                found.setdefault(family.name + end, set()).update(labels)
    return found


def test_every_figure_named_is_given(given: dict[str, set[str]]) -> None:
    named = {name for expression in expressions() for name in NAME.findall(expression)}
    assert len(named) > 12
    assert named - set(given) == set()


def test_the_page_on_figures_lists_them_all(given: dict[str, set[str]]) -> None:
    page = (ROOT / "docs/observability.md").read_text()
    ours = {
        re.sub("_(bucket|count|sum)$", "", name)
        for name in given
        if name.startswith("relais_") and not name.endswith("_created")
    }
    assert {name for name in ours if name not in page} == set()


def test_every_alert_says_what_customers_notice_and_where_to_look() -> None:
    for rule in rules():
        assert set(rule) == {"alert", "expr", "for", "labels", "annotations"}
        assert rule["labels"]["severity"] in ("info", "warning", "critical")
        assert set(rule["annotations"]) == {"summary", "description"}
        assert rule["expr"].count("(") == rule["expr"].count(")")


def test_panels_have_numbers_of_their_own_and_do_not_overlap() -> None:
    panels = dashboard()["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in panels)
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len(set(cells))


def test_prometheus_asks_every_server_at_the_port_it_has() -> None:
    jobs = yaml.safe_load((DEPLOY / "prometheus.yml").read_text())["scrape_configs"]
    ports = {job["job_name"]: job["dns_sd_configs"][0]["port"] for job in jobs}
    fields = Settings.__fields__
    assert ports == {"relais-server": fields["port"].default, "relais-actions": fields["action_port"].default}
