"""A kept line reads whatever way a server gives its answer, and notices one that gives none."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest

from bot.seams.http_line import Answered, HttpLine

Served = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\n"
JSON = Answered(200, "OK", "application/json", b'{"a": 1}')


def asked(*pieces: bytes, times: int = 1, hang_up: bool = False) -> tuple[Answered, bool]:
    """The last answer of a server that sends these pieces for a request, and whether the line stays open."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.readuntil(b"{}"):
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.01)
            if hang_up:
                writer.close()
                return

    async def ask() -> tuple[Answered, bool]:
        server = await asyncio.start_server(_quietly(serve), "127.0.0.1", 0)
        host, port = server.sockets[0].getsockname()
        line = HttpLine()
        await line.connect(host, port)
        try:
            for _ in range(times):
                answered = await asyncio.wait_for(line.ask("POST /webhook", {"host": "here"}, b"{}"), 5)
                await asyncio.sleep(0.05)
            return answered, line.open
        finally:
            line.close()
            server.close()

    return asyncio.run(ask())


def _quietly(serve: Served) -> Served:
    async def quiet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await serve(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    return quiet


@pytest.mark.parametrize(
    "pieces",
    [
        [OK + b'content-length: 8\r\n\r\n{"a": 1}'],
        [OK + b"content-length: 8\r\n", b'\r\n{"a"', b": 1}"],
        [OK + b'transfer-encoding: chunked\r\n\r\n4\r\n{"a"\r\n', b"4\r\n: 1}\r\n0\r\n\r\n"],
        [b"HTTP/1.1 100 Continue\r\n\r\n", OK + b'content-length: 8\r\n\r\n{"a": 1}'],
        [bytes([byte]) for byte in OK + b'content-length: 8\r\n\r\n{"a": 1}'],
    ],
)
def test_an_answer_is_read_in_whatever_pieces_it_comes(pieces: Sequence[bytes]) -> None:
    assert asked(*pieces, times=2) == (JSON, True)


def test_a_body_without_a_length_ends_with_the_line() -> None:
    assert asked(OK + b'connection: close\r\n\r\n{"a": 1}', hang_up=True) == (JSON, False)


def test_a_server_that_says_so_is_not_asked_again() -> None:
    assert asked(OK + b'connection: close\r\ncontent-length: 8\r\n\r\n{"a": 1}') == (JSON, False)


@pytest.mark.parametrize(
    "piece",
    [
        b"",
        b"what?\r\n\r\n",
        OK,
        OK + b"content-length: 9\r\n\r\n{",
        OK + b"transfer-encoding: chunked\r\n\r\n4\r\n",
    ],
)
def test_a_line_that_ends_before_its_answer_is_an_error(piece: bytes) -> None:
    with pytest.raises(ConnectionError):
        asked(piece, hang_up=True)


def test_a_second_request_on_a_closed_line_is_an_error() -> None:
    with pytest.raises(ConnectionError):
        asked(OK + b'connection: close\r\ncontent-length: 8\r\n\r\n{"a": 1}', times=2, hang_up=True)


def test_an_answer_that_nobody_asked_for_closes_the_line() -> None:
    answer = OK + b'content-length: 8\r\n\r\n{"a": 1}'
    with pytest.raises(ConnectionError):
        asked(answer, answer, times=3)
