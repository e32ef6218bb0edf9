"""Whether everything the program needs works, asked afresh each time."""

from collections.abc import Mapping

from sqlalchemy.exc import SQLAlchemyError

from bot.ports import Check
from bot.slack.gateway import SlackGateway
from bot.telegram.gateway import TelegramGateway
from bot.turns import Turns
from storage import settings
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
            "database": await check_database(self._turns),
            "telegram": Check(telegram.healthy, telegram.reason),
            "slack": Check(slack.connected, slack.reason),
        }


async def check_database(turns: Turns) -> Check:
    """Writes to our tables and commits, as a customer's next answer will: a full disk, a standby that only
    reads and a schema that is gone all pass a mere `SELECT 1`.
    """
    try:
        await turns.take(settings.rewrite_secret)
    except StoreUnavailable as error:
        return Check(ok=False, reason=str(error))
    except SQLAlchemyError as error:
        return Check(ok=False, reason=str(error).partition("\n")[0])
    return Check(ok=True)
