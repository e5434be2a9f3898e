"""nginx before the servers and the action servers: no stickiness, a part that is gone is passed over."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from bench.cluster.parts import Part, listens, program

CONFIGURATION = """\
daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_connect_timeout 2s;
    # Messages bear an id and turns are settled once: asking another process again does nothing twice.
    proxy_next_upstream error timeout http_503 non_idempotent;
    proxy_next_upstream_tries 2;

    upstream servers {{ {servers} keepalive 64; }}
    upstream actions {{ {actions} keepalive 64; }}

    server {{
        listen 127.0.0.1:{port} backlog=4096;
        proxy_read_timeout 6s;
        location / {{ proxy_pass http://servers; }}
        location = /v1/events {{ proxy_pass http://servers; proxy_buffering off; proxy_read_timeout 60s; }}
    }}
    server {{
        listen 127.0.0.1:{action_port} backlog=4096;
        proxy_read_timeout 6s;
        # A turn that hangs is the servers' to give up; asking again would hang as well.
        proxy_next_upstream error http_503 non_idempotent;
        location / {{ proxy_pass http://actions; client_max_body_size 4m; }}
    }}
}}
"""


def nginx(folder: Path, port: int, action_port: int, servers: Sequence[int], actions: Sequence[int]) -> Part:
    folder.mkdir(parents=True, exist_ok=True)
    text = CONFIGURATION.format(
        folder=folder,
        user="user root;" if os.geteuid() == 0 else "",
        port=port,
        action_port=action_port,
        servers=_upstream(servers),
        actions=_upstream(actions),
    )
    path = folder / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    command = [program("nginx", "nginx"), "-p", str(folder), "-c", str(path), "-e", "stderr"]
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin")}
    return Part("nginx", command, folder.parent / "logs" / "nginx.log", environment, lambda: listens(port))


def _upstream(ports: Sequence[int]) -> str:
    # A refusal for want of room must not count as a failure: nginx would soon know no server at all.
    return " ".join(f"server 127.0.0.1:{port} max_fails=0;" for port in ports)
