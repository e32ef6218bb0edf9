"""The Bot API over HTTP: any body Telegram takes becomes a `Call`, its answer becomes JSON."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.demo.telegram.calls import Call, Json, Upload, read_json_body, refuse_broken_text
from bot.demo.telegram.errors import ApiError, not_found, unauthorized
from bot.demo.telegram.files import LARGEST_UPLOAD, StoredFile

Answer = Callable[[Call], Awaitable[object]]
FindFile = Callable[[str], StoredFile | None]


class BotApiServer:
    """Listens while started; what it serves lives elsewhere and outlasts it."""

    def __init__(self, token: str, answer: Answer, find_file: FindFile) -> None:
        self._token = token
        self._answer = answer
        self._find_file = find_file
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int) -> int:
        """Listens on this port, 0 for a free one; returns the port."""
        app = web.Application(client_max_size=LARGEST_UPLOAD + 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._serve_method)
        app.router.add_get("/file/bot{token}/{path:.+}", self._serve_file)
        # No access log, for the token is in every address; hardly a grace (0 would mean for ever), for an
        # outage has none.
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
        await runner.setup()
        site = web.TCPSite(runner, host, port)
        await site.start()
        self._runner = runner
        bound: int = runner.addresses[0][1]
        return bound

    async def stop(self) -> None:
        """Drops every connection, also those that wait for updates."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def _serve_method(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request)
            params = await _read_params(request)
            refuse_broken_text(params)
            result = await self._answer(Call(request.match_info["method"], params))
        except ApiError as error:
            return web.json_response(error.as_answer(), status=error.code)
        except ConnectionResetError:
            return _drop(request)
        return web.json_response({"ok": True, "result": result})

    async def _serve_file(self, request: web.Request) -> web.Response:
        try:
            self._check_token(request)
            stored = self._find_file(request.match_info["path"])
            if stored is None:
                raise not_found("invalid file_path")
        except ApiError as error:
            return web.json_response(error.as_answer(), status=error.code)
        return web.Response(body=stored.content, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self._token:
            raise unauthorized()


def _drop(request: web.Request) -> web.StreamResponse:
    """Cuts the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


async def _read_params(request: web.Request) -> Json:
    """What came in the address and in the body; bytes that are not UTF-8 stay visible as lone surrogates."""
    params: Json = _read_form(request.rel_url.raw_query_string)
    match request.content_type:
        case "application/json":
            params |= read_json_body(await request.read())
        case "application/x-www-form-urlencoded":
            params |= _read_form((await request.read()).decode(errors="surrogateescape"))
        case "multipart/form-data":
            params |= await _read_multipart(request)
        case _:
            pass
    return params


def _read_form(body: str) -> Json:
    return dict(parse_qsl(body, keep_blank_values=True, errors="surrogateescape"))


async def _read_multipart(request: web.Request) -> Json:
    params: Json = {}
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.name:
            params[part.name] = await _read_part(part)
    return params


async def _read_part(part: BodyPartReader) -> Any:
    content = bytes(await part.read())
    if part.filename is None:
        return content.decode(errors="surrogateescape")
    if len(content) > LARGEST_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    return Upload(part.filename, part.headers.get("Content-Type", "application/octet-stream"), content)
