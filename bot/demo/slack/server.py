"""The HTTP side of the stand-in: Web API, files, response addresses, the door to Socket Mode."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from bot.demo.slack.access import require_scope
from bot.demo.slack.arguments import Arguments, read_arguments
from bot.demo.slack.bell import Change, ChangeKind
from bot.demo.slack.gate import Disturbance, Passage, Way
from bot.demo.slack.limits import PostLimit
from bot.demo.slack.methods import Method, web_methods
from bot.demo.slack.modals import Triggers
from bot.demo.slack.refusals import Refusal
from bot.demo.slack.responses import Responses
from bot.demo.slack.socket_mode import SocketMode
from bot.demo.slack.workspace import Json, Workspace

UPLOAD_BYTES = 64 * 1024 * 1024
SIGN_IN_PAGE = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in</body></html>"


@dataclass(frozen=True)
class Call:
    """One Web API call as it came and as it was answered."""

    method: str
    args: Json
    answer: Json
    at: datetime


@dataclass
class Server:
    """Serves one workspace to one app."""

    workspace: Workspace
    line: SocketMode
    triggers: Triggers
    responses: Responses
    limit: PostLimit
    calls: list[Call] = field(default_factory=list)
    methods: Mapping[str, Method] = field(init=False)

    def __post_init__(self) -> None:
        self.methods = web_methods(self.triggers, self._open_connection)

    def application(self) -> web.Application:
        """Return the application with all its addresses."""
        app = web.Application(client_max_size=UPLOAD_BYTES)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/link/", self.line.accept)
        app.router.add_post("/upload/v1/{file}", self._upload)
        app.router.add_get("/files-pri/{file}/{name}", self._download)
        app.router.add_post("/response/{name}", self._respond)
        return app

    # --- Web API

    async def _api(self, request: web.Request) -> web.StreamResponse:
        try:
            name, args = request.match_info["method"], await read_arguments(request)
        except Refusal as refusal:
            return _answer(refusal.as_json(), refusal.status)
        passage = Passage(Way.CALL, name, args.values)
        return await self._pass(request, passage, lambda: self._call(request, name, args))

    def _call(self, request: web.Request, name: str, args: Arguments) -> web.Response:
        """Do what a call asks for, note it down, and answer."""
        status, headers = 200, {"X-OAuth-Scopes": ",".join(sorted(self.workspace.installation.scopes))}
        try:
            method = self._allowed(name, bearer(request, args))
            if name == "chat.postMessage":
                self.limit.take(self._limited_place(args.text("channel")))
            body = {"ok": True, **method.answer(self.workspace, args)}
        except Refusal as refusal:
            body, status = refusal.as_json(), refusal.status
            headers |= refusal.headers
        self.calls.append(Call(name, args.values, body, self.workspace.now()))
        self.workspace.bell.ring(Change(ChangeKind.CALLED))
        return _answer(body, status, headers)

    def _limited_place(self, key: str) -> str:
        """Return one name for a channel, however the call named it."""
        named = self.workspace.channel_named(key)
        return named.id if named else key

    def _allowed(self, name: str, token: str) -> Method:
        """Return the method when the token may call it."""
        app = self.workspace.installation
        if not token:
            raise Refusal("not_authed")
        if token not in (app.bot_token, app.app_token):
            raise Refusal("invalid_auth")
        method = self.methods.get(name)
        if method is None:
            raise Refusal("unknown_method", more={"req_method": name})
        if (token == app.app_token) is not method.app_level:
            raise Refusal("not_allowed_token_type")
        if method.scopes:
            require_scope(self.workspace, *method.scopes)
        return method

    def _open_connection(self, _: Workspace, __: Arguments) -> Json:
        return {"url": self.line.new_link()}

    # --- files

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        file = self.workspace.files.get(request.match_info["file"])
        if file is None or file.uploaded:
            return web.Response(status=404, text="upload URL unknown or used")
        content = await _body_or_part(request)

        def keep() -> web.Response:
            file.content, file.uploaded = content, True
            return web.Response(text=f"OK - {len(content)}")

        return await self._pass(request, Passage(Way.UPLOAD, file.id), keep)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Give a private file to the token's owner; to anybody else a sign-in page, with status 200."""
        file = self.workspace.files.get(request.match_info["file"].rpartition("-")[2])
        app = self.workspace.installation
        known = bearer(request, Arguments({})) == app.bot_token and "files:read" in app.scopes
        if file is None or not known:
            return web.Response(text=SIGN_IN_PAGE, content_type="text/html")
        answer = web.Response(body=file.content, content_type=file.mimetype)
        return await self._pass(request, Passage(Way.DOWNLOAD, file.id), lambda: answer)

    # --- answers to interactions

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        name, args = request.match_info["name"], await read_arguments(request)

        def act() -> web.Response:
            try:
                self.responses.answer(name, args)
            except Refusal as refusal:
                return _answer(refusal.as_json(), refusal.status)
            return web.Response(text="ok")

        return await self._pass(request, Passage(Way.RESPONSE, name, args.values), act)

    async def _pass(
        self, request: web.Request, passage: Passage, act: Callable[[], web.Response]
    ) -> web.StreamResponse:
        """Ask the gate before and after the effect; it may answer in our place or cut the line."""
        try:
            early = await self.line.gate.before(passage)
            if early is not None:
                return _disturbed(early)
            answer = act()
            late = await self.line.gate.after(passage)
            return answer if late is None else _disturbed(late)
        except ConnectionResetError:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)


def bearer(request: web.Request, args: Arguments) -> str:
    """Return the token of a request: from the header, or as an argument."""
    header = request.headers.get("Authorization", "")
    return header.removeprefix("Bearer ").strip() or args.text("token")


def _answer(body: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.json_response(body, status=status, headers=headers)


def _disturbed(instead: Disturbance) -> web.Response:
    return _answer(instead.body, instead.status, instead.headers)


async def _body_or_part(request: web.Request) -> bytes:
    """Return an uploaded file, sent as the whole body or as one part of a form."""
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    for part in (await request.post()).values():
        if isinstance(part, web.FileField):
            return part.file.read()
    return b""
