"""Faults on the way to and from Telegram, told as Telegram tells them."""

from http import HTTPStatus
from typing import assert_never

from bot.demo.faults import Error, Faults, Hang, Refusal, Reset, Side, SlowDown
from bot.demo.telegram.calls import Call
from bot.demo.telegram.errors import ApiError, bad_request, too_many_requests
from bot.demo.telegram.stand_in import Interference


class Disturbed:
    """An `Interference` that lets faults strike. A fault without names strikes every method."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    async def before(self, call: Call) -> None:
        await self._meet(call, Side.BEFORE)

    async def after(self, call: Call, result: object) -> None:  # noqa: ARG002 - the protocol names it
        await self._meet(call, Side.AFTER)

    async def _meet(self, call: Call, side: Side) -> None:
        match await self._faults.strike(call.method, call.params, side):
            case None:
                return
            case Error(status=status):
                raise ApiError(status, HTTPStatus(status).phrase)
            case SlowDown(seconds=seconds):
                raise too_many_requests(seconds)
            case Refusal(reason=reason):
                raise bad_request(reason)
            case Reset() | Hang():
                raise ConnectionResetError
            case harm:
                assert_never(harm)


class InTurn:
    """Several interferences, one after the other."""

    def __init__(self, *interferences: Interference) -> None:
        self._interferences = interferences

    async def before(self, call: Call) -> None:
        for each in self._interferences:
            await each.before(call)

    async def after(self, call: Call, result: object) -> None:
        for each in self._interferences:
            await each.after(call, result)
