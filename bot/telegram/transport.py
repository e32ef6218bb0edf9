"""python-telegram-bot over aiohttp, with failures told apart: certainly not sent, or answer lost.

The bot's token is part of every URL, and aiohttp's errors quote URLs. So no error of aiohttp leaves this
module, not even as the cause of one of ours.
"""

import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeGuard

import aiohttp
from telegram import Bot, InputFile
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

from bot.proxies import proxy_for

OFFICIAL_API = "https://api.telegram.org"
LARGEST_BODY = 20 * 1024 * 1024
"""Bytes, the most that `getFile` offers (https://core.telegram.org/bots/api#getfile); all else is smaller."""

_CONNECT_SECONDS = 5.0
_READ_SECONDS = 15.0
_WRITE_SECONDS = 5.0
_CONNECTIONS = 128  # one polls, 64 are the relay's, the rest answer taps and fetch files
_NEVER_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)


class NotSent(NetworkError):
    """The call certainly never reached Telegram."""


class AnswerLost(NetworkError):
    """The call may have reached Telegram; what came of it is unknown."""


class TooManyRequests(TelegramError):
    """Telegram wants no such call for `seconds`. The library's own error for it emits a warning when made."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Telegram asks for a pause of {seconds} s")
        self.seconds = seconds


class AiohttpRequest(BaseRequest):
    """One pool of connections for everything that a bot asks of Telegram."""

    def __init__(self, proxy: str | None = None) -> None:
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return _READ_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=_CONNECTIONS),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917  # the base class has these
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  # waiting in the pool is connecting
    ) -> tuple[int, bytes]:
        """The status and body of Telegram's answer.

        Raises `NotSent`, `AnswerLost`, `TooManyRequests`; `BadRequest` for text that UTF-8 cannot express.
        """
        limits = _timeout(read_timeout, write_timeout, connect_timeout)
        status, body = await self._exchange(method, _documented(url), _body(request_data), limits)
        if status >= 300:  # noqa: PLR2004  # HTTP: below are the successes
            _check_refusal(status, body)
        return status, body

    async def _exchange(
        self, method: str, url: str, data: bytes | aiohttp.FormData | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSent("the connection to Telegram is closed")
        headers = {"Content-Type": "application/json"} if isinstance(data, bytes) else None
        failure: NetworkError
        try:
            async with self._session.request(
                method, url, data=data, headers=headers, timeout=limits, allow_redirects=False
            ) as response:
                return response.status, await _read(response)
        except _NEVER_SENT as error:
            failure = NotSent(f"Telegram cannot be reached ({type(error).__name__})")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            failure = AnswerLost(f"Telegram's answer was lost ({type(error).__name__})")
        raise failure  # here, not above: a handler would tie it to the handled one, which quotes the URL

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as a table. Raises `AnswerLost` for anything else.

        The standard library's reader takes half a surrogate pair, which stricter ones refuse: one strange
        text must not cost the whole batch of updates.
        """
        answer = _read_table(payload)
        if answer is None:
            raise AnswerLost("Telegram's answer is not readable")
        return answer


def _documented(url: str) -> str:
    """The address with the method's name as it is documented, which servers in place of Telegram's may insist
    on.
    """
    start, slash, method = url.rpartition("/")
    return f"{start}{slash}{_METHODS.get(method, method)}"


def _timeout(read: object, write: object, connect: object) -> aiohttp.ClientTimeout:
    connecting = _seconds(connect, _CONNECT_SECONDS)
    reading = _seconds(read, _READ_SECONDS)
    return aiohttp.ClientTimeout(
        total=connecting + _seconds(write, _WRITE_SECONDS) + reading, connect=connecting, sock_read=reading
    )


def _seconds(given: object, default: float) -> float:
    """The library gives a number, or a marker that stands for the default."""
    return float(given) if isinstance(given, int | float) else default


def _body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    if data is None or not data.parameters:
        return None
    try:
        if data.contains_files:
            return _form(data)
        return json.dumps(data.parameters, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadRequest("the text cannot be written as UTF-8") from None


def _form(data: RequestData) -> aiohttp.FormData:
    """Raises UnicodeEncodeError here already, where aiohttp would only find it on the way out."""
    fields = data.json_parameters
    "".join(fields.values()).encode()
    form = aiohttp.FormData(fields)
    for name, (file_name, content, mime_type) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=mime_type)
    return form


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise AnswerLost(f"the answer is larger than {LARGEST_BODY} bytes")
    return bytes(body)


def _check_refusal(status: int, body: bytes) -> None:
    """Lets a refusal pass that Telegram worded. Raises for one of something in between, and for a 429."""
    answer = _read_table(body)
    if answer is None or not isinstance(answer.get("description"), str):
        raise _refused_in_between(status)
    if status == 504:  # noqa: PLR2004  # HTTP: Gateway Timeout, so whoever worded it does not know either
        raise AnswerLost("Telegram did not answer in time (504)")
    seconds = _retry_after(answer.get("parameters"))
    if seconds is not None:
        raise TooManyRequests(seconds)


def _refused_in_between(status: int) -> NetworkError:
    if status >= 500:  # noqa: PLR2004  # HTTP: the server's own failures; it may have passed the call on
        return AnswerLost(f"something between us and Telegram failed (status {status})")
    return NotSent(f"something between us and Telegram refused the call (status {status})")


def _retry_after(parameters: object) -> int | None:
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return seconds if isinstance(seconds, int) else None


def _read_table(payload: bytes) -> dict[str, Any] | None:
    try:
        parsed = json.loads(payload.decode(errors="replace"))
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


@asynccontextmanager
async def open_bot(token: str, api_url: str = OFFICIAL_API) -> AsyncIterator[Bot]:
    """A bot ready for calls, through the proxy of the environment where there is one; nothing is sent yet, so
    it opens while Telegram is out of reach.

    (`Bot.initialize` would ask Telegram at once, and its refusal quotes the token.)
    """
    # At DEBUG the library writes URLs, which hold the token, and every text.
    logging.getLogger("telegram").setLevel(logging.INFO)
    base = api_url.rstrip("/")
    request = AiohttpRequest(proxy_for(base))
    bot = Bot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=request,
    )
    await request.initialize()
    try:
        yield bot
    finally:
        await request.shutdown()


_METHODS = {
    name.lower(): name
    for name in (
        "answerCallbackQuery",
        "deleteWebhook",
        "editMessageCaption",
        "editMessageReplyMarkup",
        "editMessageText",
        "getMe",
        "getMyCommands",
        "getMyDescription",
        "getMyShortDescription",
        "getUpdates",
        "getWebhookInfo",
        "sendMessage",
        "sendPhoto",
        "setMyCommands",
        "setMyDescription",
        "setMyShortDescription",
        "setWebhook",
    )
}
"""What `call` is used for, by the name in lower case."""


async def call(
    bot: Bot, method: str, parameters: Mapping[str, object], *, read_seconds: float = _READ_SECONDS
) -> object:
    """Calls a method of the Bot API by its documented name: plain values in, the plain result out.

    Bytes are the content of a file, which makes the call a form.

    In lower case the library does not know a method as its own, which would turn the result into objects: one
    malformed update would then fail its whole batch. On its way out it gets its documented name back.
    Raises `telegram.error.TelegramError`.
    """
    if method.lower() not in _METHODS:
        raise ValueError(f"{method} is not among the methods that can be called plainly")
    values = {name: _as_file(value) for name, value in parameters.items()}
    return await bot.do_api_request(method.lower(), values, read_timeout=read_seconds)


def _as_file(value: object) -> object:
    return InputFile(value) if isinstance(value, bytes) else value


def is_table(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether a plain result is an object of JSON, whose keys are always text."""
    return isinstance(value, dict)
