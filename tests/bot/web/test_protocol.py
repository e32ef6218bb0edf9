"""Headers have an end, and nothing else does."""

import asyncio
from itertools import repeat

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.web.protocol import LARGEST_HEAD
from tests.bot.web.conftest import serving

BEGUN = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"


async def count_body(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


SITE = Starlette(routes=[Route("/", count_body, methods=["POST"])])


async def answers(*pieces: bytes) -> bytes:
    """All that is answered to these pieces of a connection, until it ends or nothing more is asked."""
    async with serving(SITE) as address, asyncio.timeout(20):
        reader, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0)
            writer.write_eof()
            return await reader.read()
        except ConnectionError:
            return b"cut off"
        finally:
            writer.close()


@pytest.mark.parametrize("piece", [b"X-More: " + b"a" * 1_000 + b"\r\n", b"a" * 10_000])
async def test_headers_without_end_are_cut_off(piece: bytes) -> None:
    heard = await answers(BEGUN, b"X-Endless: ", *repeat(piece, 5_000))
    assert heard == b"cut off" or heard.startswith(b"HTTP/1.1 400")


async def test_headers_behind_a_body_have_an_end_too() -> None:
    begun = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n"
    heard = await answers(begun, *repeat(b"X-More: " + b"a" * 1_000 + b"\r\n", 5_000))
    assert heard == b"cut off" or heard.startswith(b"HTTP/1.1 400")
    assert (await answers(begun, b"X-Sum: 1\r\n\r\n")).endswith(b"\r\n\r\n5")


async def test_a_large_body_is_no_header() -> None:
    body = b"b" * (4 * LARGEST_HEAD)
    head = BEGUN.replace(b"5", str(len(body)).encode()) + b"Connection: close\r\n\r\n"
    assert (await answers(head, body)).endswith(str(len(body)).encode())


async def test_each_request_of_a_connection_has_its_own_headers() -> None:
    one = BEGUN + b"X-Fill: " + b"a" * (LARGEST_HEAD // 2) + b"\r\n\r\nhello"
    heard = await answers(*repeat(one, 4), one.replace(b"Host", b"Connection: close\r\nHost"))
    assert heard.count(b"HTTP/1.1 200") == 5
