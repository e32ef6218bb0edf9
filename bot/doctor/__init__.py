"""Examines what the program needs from outside, and says in a sentence each what is wrong and what to do.

Nothing is changed: Telegram and Slack are asked only what they know about us. One room for each area:

    files     the configuration, and who may read its secrets      telegram  token, name, webhook
    database  whether it opens, schema, what was set aside         slack     tokens, scopes, channels
    sqlite    whether its file can be written, and is whole        web       the address where they come
    clock     the time, compared with that of the platforms
"""

from collections.abc import AsyncIterator

from bot.config import Config, Loaded
from bot.doctor.clock import examine_clock
from bot.doctor.database import examine_database
from bot.doctor.files import examine_files
from bot.doctor.findings import Finding
from bot.doctor.slack import examine_slack
from bot.doctor.telegram import examine_telegram
from bot.doctor.web import examine_web
from bot.ports import Clock

__all__ = ["Finding", "examine", "examine_online"]


async def examine(loaded: Loaded, clock: Clock) -> AsyncIterator[Finding]:
    """Everything, the nearest first; of a configuration that cannot be used, nothing but that."""
    for finding in examine_files(loaded):
        yield finding
    if loaded.config is None:
        return
    for finding in examine_database(loaded.config):
        yield finding
    async for finding in examine_clock(loaded.config, clock):
        yield finding
    async for finding in examine_online(loaded.config):
        yield finding


async def examine_online(config: Config) -> AsyncIterator[Finding]:
    """What Telegram and Slack say about the tokens, the scopes and the channels in the configuration."""
    async for finding in examine_telegram(config):
        yield finding
    async for finding in examine_slack(config):
        yield finding
    async for finding in examine_web(config):
        yield finding
