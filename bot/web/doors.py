"""Where Telegram and Slack deliver: what is posted is read, and handed on with its headers."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.ports import Posted, Receive
from bot.web.bodies import Refusal, read_body


def door(path: str, receive: Receive) -> Route:
    """`receive` says who may come in, and what is answered."""

    async def take(request: Request) -> Response:
        try:
            body = await read_body(request)
        except Refusal as refusal:
            return refusal.answer()
        answer = await receive(Posted(request.headers, body))
        return Response(answer.body, answer.status, media_type=answer.media_type)

    return Route(path, take, methods=["POST"])
