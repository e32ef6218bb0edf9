"""The Bot API as one door: a method's name leads to what it does."""

import inspect

from bot.demo.telegram.calls import Call
from bot.demo.telegram.editing import Editing
from bot.demo.telegram.errors import not_found
from bot.demo.telegram.profile import Profile
from bot.demo.telegram.receiving import Receiving
from bot.demo.telegram.sending import Sending
from bot.demo.telegram.world import World


class BotApi:
    """`profile` and `receiving` stay visible: tests and the demo page read what the bot has set there."""

    def __init__(self, world: World) -> None:
        self.profile = Profile(world)
        self.receiving = Receiving(world)
        self._methods = {
            **self.profile.methods(),
            **self.receiving.methods(),
            **Sending(world).methods(),
            **Editing(world).methods(),
        }
        self._names = {name.lower(): name for name in self._methods}

    def documented_name(self, method: str) -> str:
        """The name as documented; Telegram takes any case. An unknown one stays as it is."""
        return self._names.get(method.lower(), method)

    async def answer(self, call: Call) -> object:
        """The ``result`` of the call. Raises `ApiError`; 404 for a method that is not here."""
        method = self._methods.get(call.method)
        if method is None:
            raise not_found("method not found")
        result = method(call)
        return await result if inspect.isawaitable(result) else result
