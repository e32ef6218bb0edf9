"""Reads what somebody posts, never more than the program can bear, and words what is refused."""

import asyncio
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse

from bot.purchases.problems import FieldProblem

LARGEST_BODY = 2**20  # bytes
_MOST_LISTENED_TO = 32 * LARGEST_BODY
_PATIENCE_S = 30
_COME_BACK_S = 30


class Refusal(Exception):
    """An answer that is not 202, and what it says."""

    def __init__(self, status: int, error: str, problems: tuple[FieldProblem, ...] = ()) -> None:
        super().__init__(error)
        self.status, self.error, self.problems = status, error, problems

    def answer(self) -> JSONResponse:
        found = [{"field": each.field, "problem": each.problem} for each in self.problems]
        headers = {"Retry-After": str(_COME_BACK_S)} if self.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
        body = {"error": self.error} | ({"problems": found} if found else {})
        return JSONResponse(body, self.status, headers)


async def read_body(request: Request) -> bytes:
    """The body's bytes. Raises `Refusal` when there are too many, or they do not come.

    The rest of a body that is too large is listened to and dropped: a connection that is cut while the shop
    still writes would take our answer with it.
    """
    try:
        async with asyncio.timeout(_PATIENCE_S):
            return await _read_capped(request)
    except TimeoutError as error:
        raise Refusal(408, f"the body did not come within {_PATIENCE_S} seconds") from error
    except ClientDisconnect as error:
        raise Refusal(400, "the connection ended before the body did") from error


async def _read_capped(request: Request) -> bytes:
    body, size = bytearray(), 0
    async for piece in request.stream():
        size += len(piece)
        if size <= LARGEST_BODY:
            body += piece
        elif size > _MOST_LISTENED_TO:
            break
    if size > LARGEST_BODY:
        raise Refusal(413, f"the body is larger than {LARGEST_BODY} bytes")
    return bytes(body)
