"""The proxy's configuration, in a real nginx before a running Relais."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from string import Template

import pytest
import requests

from tests.channels.client import Client
from tests.deploy.engines import nginx_path
from tests.processes import ROOT, free_port, running

NGINX = nginx_path()
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is absent")

AROUND = """
daemon off; pid {folder}/pid; error_log stderr warn; worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/relais.conf;
}}
"""


def configured(folder: Path, servers: str, port: int) -> list[str]:
    """The command that runs nginx on the template, filled in as nginx's image would."""
    text = (ROOT / "deploy/nginx.conf.template").read_text()
    names = {
        "RELAIS_SERVERS": servers,
        "RELAIS_RESOLVER": "127.0.0.1",
        "RELAIS_LISTEN": f"127.0.0.1:{port}",
        "RELAIS_ACTIONS": "actions:5055",
        "RELAIS_ACTION_LISTEN": f"127.0.0.1:{free_port()}",
    }
    (folder / "relais.conf").write_text(Template(text).safe_substitute(names))
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder))
    assert NGINX
    return [NGINX, "-e", "stderr", "-c", str(folder / "nginx.conf")]


@pytest.fixture(scope="module")
def proxied(relais: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    command = configured(folder, relais.removeprefix("http://"), port)
    address = f"http://127.0.0.1:{port}"
    with running(command, {}, f"{address}/health/live", folder / "log", seconds=20):
        yield address


def test_nginx_accepts_it_with_names_that_only_the_network_will_know(tmp_path: Path) -> None:
    command = configured(tmp_path, "server:5005", free_port())
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, timeout=20)
    assert tried.returncode == 0, tried.stderr


def test_events_come_through_at_once(proxied: str) -> None:
    client = Client.open(proxied, merchant="pictoonline")
    with requests.get(f"{proxied}/v1/events", headers=client.headers, stream=True, timeout=10) as stream:
        lines = stream.iter_lines(decode_unicode=True)
        assert next(lines).startswith("retry")
        client.post("bonjour")
        started = time.monotonic()
        assert list(islice(_kinds(lines), 2)) == ["said", "message"]
        assert time.monotonic() - started < 8  # a buffering proxy would hold them back till the stream ends


def _kinds(lines: Iterator[str]) -> Iterator[str]:
    return (line.removeprefix("event: ") for line in lines if line.startswith("event: "))


@pytest.mark.parametrize("path", ["/metrics", "/health/ready"])
def test_what_is_for_the_inside_stays_there(proxied: str, path: str) -> None:
    assert requests.get(proxied + path, timeout=5).status_code == 404
