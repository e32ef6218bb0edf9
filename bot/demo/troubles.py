"""What a visitor can break between the program and the platforms, and mend again."""

from collections.abc import Callable
from enum import StrEnum

from bot.demo.faults import Fault, Faults, SlowDown
from bot.demo.slack import SlackStandIn
from bot.demo.telegram import TelegramStandIn
from bot.demo.telegram.faults import Disturbed

_SENDING = frozenset({"sendMessage", "sendPhoto"})


class Trouble(StrEnum):
    """`TELEGRAM_BUSY` is Telegram's answer 429: not so fast, come back in a few seconds."""

    SLACK_DOWN = "slack down"
    TELEGRAM_DOWN = "telegram down"
    TELEGRAM_BUSY = "telegram busy"


class Troubles:
    """Those that hold at `present`; `on_change` is called whenever that has changed.

    An outage is real: the stand-in no longer listens.
    """

    def __init__(self, telegram: TelegramStandIn, slack: SlackStandIn) -> None:
        self.present: set[Trouble] = set()
        self.on_change: Callable[[], None] = lambda: None
        self._telegram = telegram
        self._slack = slack
        self._faults = Faults(seed=0)
        telegram.interference = Disturbed(self._faults)

    async def begin(self, trouble: Trouble) -> None:
        """Has no effect where it holds already."""
        if trouble not in self.present:
            self.present.add(trouble)
            await self._begin(trouble)
            self.on_change()

    async def end(self, trouble: Trouble) -> None:
        if trouble in self.present:
            self.present.discard(trouble)
            await self._end(trouble)
            self.on_change()

    async def end_all(self) -> None:
        for trouble in tuple(self.present):
            await self.end(trouble)

    async def _begin(self, trouble: Trouble) -> None:
        match trouble:
            case Trouble.SLACK_DOWN:
                await self._slack.stop()
            case Trouble.TELEGRAM_DOWN:
                await self._telegram.stop()
            case Trouble.TELEGRAM_BUSY:
                self._faults.begin(Fault(SlowDown(seconds=5), calls=_SENDING))

    async def _end(self, trouble: Trouble) -> None:
        match trouble:
            case Trouble.SLACK_DOWN:
                await self._slack.start()
            case Trouble.TELEGRAM_DOWN:
                await self._telegram.start()
            case Trouble.TELEGRAM_BUSY:
                self._faults.lift_all()
