"""A server in a process of its own that takes messages as Telegram does: only the sender is measured."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from tests.bench.script import BOT

_MESSAGE = {
    "message_id": 1,
    "from": BOT,
    "chat": {"id": 1, "type": "private"},
    "date": 1760000000,
    "text": "ok",
}
_RESULTS = {"getme": BOT, "sendmessage": _MESSAGE}


@contextmanager
def a_server() -> Iterator[str]:
    """Its address, ready to take connections."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        process = get_context("spawn").Process(target=_serve, args=(listener,), daemon=True)
        process.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        process.terminate()
        process.join()


def _serve(listener: socket.socket) -> None:
    import uvicorn  # noqa: PLC0415  this module is also imported by the side that is measured

    config = uvicorn.Config(_answer, log_level="error", access_log=False, lifespan="off")
    uvicorn.Server(config).run([listener])


async def _answer(scope: Any, receive: Any, send: Any) -> None:
    while (await receive()).get("more_body"):
        pass
    result = _RESULTS.get(scope["path"].rpartition("/")[2].lower(), True)
    body = json.dumps({"ok": True, "result": result}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
