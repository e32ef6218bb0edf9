"""Until Slack's side is open letters wait for it, each for itself."""

import asyncio

import pytest
from pydantic import SecretStr

from bot.config import Slack
from bot.demo.slack import SlackStandIn
from bot.demo.slack.sightings import SeenChannel
from bot.ports import Sent
from bot.slack.side import slack_side
from tests.bot.slack.conftest import Clock, Drawer, LedgerDesk
from tests.bot.slack.letters import card_letter


async def test_one_who_gives_up_waiting_takes_the_way_from_nobody(
    slack: SlackStandIn, channel: SeenChannel, clock: Clock, desk: LedgerDesk
) -> None:
    settings = Slack(
        bot_token=SecretStr(slack.installation.bot_token),
        app_token=SecretStr(slack.installation.app_token),
        default_channel="#complaints",
        api_url=slack.api_url,
    )
    stopping = asyncio.Event()
    async with slack_side(settings, Drawer(), clock) as side, asyncio.timeout(20):
        waiting, leaving = (asyncio.create_task(side.send(card_letter(outbox_id=id_))) for id_ in (1, 2))
        await asyncio.sleep(0)  # both wait now
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        receiving = asyncio.create_task(side.run(desk, stopping))
        assert isinstance(await waiting, Sent)
        stopping.set()
        await receiving
    assert len(channel.messages) == 1
