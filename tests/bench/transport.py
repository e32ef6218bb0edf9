"""A transport that does all that a real one does short of the socket: what goes out is written as JSON, and
what comes back is read as JSON.
"""

import asyncio
import json
from typing import Any

from telegram.request import BaseRequest, RequestData

from tests.bench.script import BOT


class StubRequest(BaseRequest):
    """Keeps the newest message to each chat, as it was sent, with its id."""

    def __init__(self) -> None:
        self.shown: dict[int, dict[str, Any]] = {}
        self.calls = 0
        self.sent = 0
        self._enough = asyncio.Event()
        self._wanted = 0

    @property
    def read_timeout(self) -> float:
        return 5

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - given by the base class
        request_data: RequestData | None = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        """What the Bot API would answer."""
        written = request_data.json_parameters if request_data else {}
        self.calls += 1
        name = url.rpartition("/")[2].lower()
        if name == "sendmessage" and request_data is not None:
            return 200, self._take(int(written["chat_id"]), request_data.parameters)
        result: Any = BOT if name == "getme" else True
        return 200, json.dumps({"ok": True, "result": result}).encode()

    async def until_sent(self, messages: int) -> None:
        """Waits until so many messages were sent in all."""
        self._wanted = messages
        if self.sent < messages:
            self._enough.clear()
            await self._enough.wait()

    def _take(self, chat: int, parameters: dict[str, Any]) -> bytes:
        self.sent += 1
        self.shown[chat] = parameters | {"message_id": self.sent}
        if self.sent == self._wanted:
            self._enough.set()
        return (
            b'{"ok":true,"result":{"message_id":%d,"from":{"id":123456,"is_bot":true,"first_name":"bench",'
            b'"username":"bench_bot"},"chat":{"id":%d,"first_name":"C","type":"private"},"date":1760000001,'
            b'"text":"ok"}}' % (self.sent, chat)
        )
