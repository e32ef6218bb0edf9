"""Delivers requests as Telegram does: from elsewhere, over many connections, one after another on each."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

CONNECTIONS = 40
"""Telegram opens that many unless told otherwise (https://core.telegram.org/bots/api#setwebhook)."""

_LENGTH = b"content-length:"


async def deliver(port: int, requests: list[bytes]) -> float:
    """Seconds until the last was answered with success. Raises `ValueError` for any other answer."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(process, _deliver_here, port, requests)


def write_request(path: str, secret: str, body: bytes) -> bytes:
    """A POST as Telegram sends it."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _deliver_here(port: int, requests: list[bytes]) -> float:
    return asyncio.run(_deliver(port, requests))


async def _deliver(port: int, requests: list[bytes]) -> float:
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CONNECTIONS)]
    waiting = iter(requests)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.gather(*(_work_off(waiting, reader, writer) for reader, writer in lines))
    seconds = loop.time() - began
    for _, writer in lines:
        writer.close()
    return seconds


async def _work_off(
    waiting: Iterator[bytes], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    for request in waiting:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        status, _, _ = head.partition(b"\r")
        if not status.startswith(b"http/1.1 200 "):
            raise ValueError(f"not taken: {status.decode()}")
        if _LENGTH in head:
            await reader.readexactly(int(head.partition(_LENGTH)[2].partition(b"\r")[0]))
