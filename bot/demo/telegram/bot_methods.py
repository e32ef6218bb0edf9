"""The shape of a Bot API method here: takes the call, gives the ``result`` or raises `ApiError`."""

from collections.abc import Awaitable, Callable

from bot.demo.telegram.calls import Call

Method = Callable[[Call], object | Awaitable[object]]
Methods = dict[str, Method]
