"""`GET /widget.js`: the modules of static/widget put together into the one script that shops include.

No build step and no tool of another language: the modules import only each other, so that leaving out their
import and export words and running them in order inside one function is all it takes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse, raw

SOURCES = Path(__file__).with_name("static") / "widget"
# Each after those it imports; style.js stands for widget.css.
MODULES = (
    "words.js",
    "dom.js",
    "door.js",
    "keeping.js",
    "outbox.js",
    "photo.js",
    "conversation.js",
    "focus.js",
    "message.js",
    "card.js",
    "thumbs.js",
    "view.js",
    "transcript.js",
    "element.js",
    "start.js",
)
IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)
COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
INDENT = re.compile(r"^ +", re.MULTILINE)


@dataclass(frozen=True)
class Script:
    plain: bytes
    zipped: bytes
    tag: str


@lru_cache(maxsize=1)
def script() -> Script:
    modules = [(SOURCES / name).read_text(encoding="utf-8") for name in MODULES]
    style = INDENT.sub("", (SOURCES / "widget.css").read_text(encoding="utf-8"))
    body = "\n".join(COMMENT.sub("", EXPORT.sub("", IMPORT.sub("", module))) for module in modules)
    text = f'(() => {{\n"use strict";\nconst STYLE = {json.dumps(style)};\n{body}\n}})();\n'
    plain = text.encode()
    return Script(plain, gzip.compress(plain, mtime=0), f'"{hashlib.sha256(plain).hexdigest()[:20]}"')


async def widget(request: Request) -> HTTPResponse:
    """Any site may load it; which sites may open a session is decided there."""
    made = script()
    headers = {
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
        "cache-control": "public, max-age=300",
        "x-content-type-options": "nosniff",
        "vary": "accept-encoding",
        "etag": made.tag,
    }
    kind = "text/javascript; charset=utf-8"
    if request.headers.get("if-none-match") == made.tag:
        return raw(b"", status=304, headers=headers)
    if "gzip" in (request.headers.get("accept-encoding") or ""):
        return raw(made.zipped, headers=headers | {"content-encoding": "gzip"}, content_type=kind)
    return raw(made.plain, headers=headers, content_type=kind)
