"""A shop's page on an origin of its own, with a policy that allows it Relais and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

POLICY = (
    "default-src 'none'; script-src {relais}; connect-src {relais}; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = """<!doctype html><html lang="fr"><head><title>Boutique</title></head>
<body><main><h1>Boutique</h1></main>
<script src="{relais}/widget.js" data-merchant="pictoonline" data-shop-name="PictoOnline"
 data-customer-token="{customer}"></script></body></html>"""


@contextmanager
def running_shop(relais: str, customer: str, port: int = 0) -> Iterator[str]:
    """The page's address; port 0 takes a free one."""

    class Shop(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = PAGE.format(relais=relais, customer=customer).encode()
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-security-policy", POLICY.format(relais=relais))
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Shop)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
