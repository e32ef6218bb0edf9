"""Builds Slack's parts over one client. Whoever imports this loads Slack's libraries."""

from contextlib import AsyncExitStack

from bot.config import Slack
from bot.ports import Clock, Files
from bot.slack.client import open_client
from bot.slack.desk import Desk
from bot.slack.gateway import SlackAccess, SlackGateway
from bot.slack.sender import SlackSender


async def open_slack(
    stack: AsyncExitStack, settings: Slack, files: Files, desk: Desk, clock: Clock
) -> tuple[SlackGateway, SlackSender]:
    """The client is closed by the stack."""
    opening = open_client(settings.bot_token.get_secret_value(), settings.api_url)
    client = await stack.enter_async_context(opening)
    access = SlackAccess(client, settings.way_in, frozenset(settings.staff) or None)
    return SlackGateway(access, desk, clock), SlackSender(client, files, clock)
