"""The page of the demo: what a browser gets (files, pictures, news) and what it sends (acts)."""

import asyncio
import mimetypes
from pathlib import Path

import aiohttp
from pydantic import ValidationError
from pydantic_core import to_json
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.demo.acts import ACT, CannotDo, PushClock, perform
from bot.demo.news import News
from bot.demo.sights import Subject, Topic
from bot.demo.stage import Stage
from bot.demo.underneath import look_underneath
from storage.errors import StoreUnavailable

_STATIC = Path(__file__).with_name("static")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_GUARDED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-cache",
}


class Page:
    """Handles the page's requests. It answers on this machine only, under its own name."""

    def __init__(self, stage: Stage, news: News) -> None:
        self._stage = stage
        self._news = news

    def site(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self.show),
                Route("/news", self.tell_news),
                Route("/acts", self.act, methods=["POST"]),
                Route("/underneath/{customer}", self.show_underneath),
                Route("/telegram-files/{path:path}", self.show_telegram_file),
                Route("/slack-files/{id}", self.show_slack_file),
                Mount("/static", StaticFiles(directory=_STATIC)),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
        )

    async def show(self, _: Request) -> Response:
        return FileResponse(_STATIC / "index.html", headers=_GUARDED)

    async def tell_news(self, _: Request) -> Response:
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._news.stream(), media_type="text/event-stream", headers=headers)

    async def act(self, request: Request) -> Response:
        """200 with what is wrong with a form, if anything; 409 with the reason why something cannot be done.

        Only JSON is taken, which no other site can send here without being asked first (CORS).
        """
        if request.headers.get("content-type") != "application/json":
            return JSONResponse({"problem": "An act is sent as JSON."}, 415)
        try:
            act = ACT.validate_json(await request.body())
            errors = await perform(self._stage, act)
        except ValidationError as error:
            return JSONResponse({"problem": error.errors()[0]["msg"]}, 422)
        except CannotDo as error:
            return JSONResponse({"problem": str(error)}, 409)
        if isinstance(act, PushClock):
            self._news.tell(Topic(Subject.CLOCK))
        return JSONResponse({"errors": errors})

    async def show_underneath(self, request: Request) -> Response:
        """What the database holds about a customer. 503 while it cannot be read."""
        try:
            seen = await asyncio.to_thread(look_underneath, self._stage, request.path_params["customer"])
        except StoreUnavailable:
            return Response(status_code=503)
        return Response(to_json(seen), media_type="application/json", headers={"Cache-Control": "no-store"})

    async def show_telegram_file(self, request: Request) -> Response:
        """A file of a chat, fetched from where the bot would fetch it."""
        path = request.path_params["path"]
        telegram = self._stage.telegram
        url = f"{telegram.url}/file/bot{telegram.token}/{path}"
        try:
            async with aiohttp.ClientSession(raise_for_status=True) as client, client.get(url) as answer:
                kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
                return Response(await answer.read(), media_type=kind, headers=_GUARDED)
        except aiohttp.ClientError:
            return Response(status_code=404)

    async def show_slack_file(self, request: Request) -> Response:
        stored = self._stage.slack.workspace.files.get(request.path_params["id"])
        if stored is None:
            return Response(status_code=404)
        return Response(stored.content, media_type=stored.mimetype, headers=_GUARDED)
