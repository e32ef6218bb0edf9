"""Whether everything the program needs works, asked afresh each time."""

from collections.abc import Mapping

from sqlmodel import Session, select

from bot.slack.gateway import SlackGateway
from bot.telegram.gateway import TelegramGateway
from bot.turns import Turns
from bot.web.health import Check
from storage.errors import StoreUnavailable


class Readiness:
    def __init__(self, turns: Turns, telegram: TelegramGateway, slack: SlackGateway) -> None:
        self._turns = turns
        self._telegram = telegram
        self._slack = slack

    async def checks(self) -> Mapping[str, Check]:
        """Database, Telegram and Slack, each with the reason when it does not work."""
        telegram = self._telegram.health
        slack = await self._slack.health()
        return {
            "database": await self._database(),
            "telegram": Check(telegram.healthy, telegram.reason),
            "slack": Check(slack.connected, slack.reason),
        }

    async def _database(self) -> Check:
        """A writing transaction without a change: what a customer's next answer needs."""
        try:
            await self._turns.take(_touch)
        except StoreUnavailable as error:
            return Check(ok=False, reason=str(error))
        return Check(ok=True)


def _touch(session: Session) -> None:
    session.exec(select(1))
