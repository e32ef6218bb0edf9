"""The command menu and descriptions are set once, in every language."""

from dataclasses import replace

import pytest
from telegram import Bot

from bot.demo.telegram import TelegramStandIn
from bot.telegram.profile import BotProfile, publish_profile

PROFILE = BotProfile(
    default_language="it",
    commands={
        "it": {"help": "Cosa puoi fare", "stop": "Basta domande"},
        "en": {"help": "What you can do"},
        "pt-BR": {"help": "O que você pode fazer"},
        "fil": {"help": "Mga magagawa mo"},
    },
    descriptions={"it": "Scrivi a Bottega Rossi.", "en": "Write to Bottega Rossi."},
    short_descriptions={"it": "Bottega Rossi"},
)


async def changes_made(bot: Bot, stand_in: TelegramStandIn, profile: BotProfile) -> int:
    """How many calls of publishing it change something."""
    earlier = len(stand_in.calls)
    await publish_profile(bot, profile)
    return sum(call.method.startswith("set") for call in stand_in.calls[earlier:])


async def test_every_language_has_its_words(bot: Bot, stand_in: TelegramStandIn) -> None:
    await publish_profile(bot, PROFILE)
    menus = {code: commands for (_, code), commands in stand_in.profile.commands.items()}
    assert {code: [entry["description"] for entry in menu] for code, menu in menus.items()} == {
        "": ["Cosa puoi fare", "Basta domande"],
        "en": ["What you can do"],
        "pt": ["O que você pode fazer"],
    }, "Telegram knows two-letter codes only"
    assert stand_in.profile.words == {
        ("description", ""): "Scrivi a Bottega Rossi.",
        ("description", "en"): "Write to Bottega Rossi.",
        ("short_description", ""): "Bottega Rossi",
    }


async def test_publishing_again_changes_nothing(bot: Bot, stand_in: TelegramStandIn) -> None:
    await publish_profile(bot, PROFILE)
    assert await changes_made(bot, stand_in, PROFILE) == 0


@pytest.mark.parametrize(
    "changed",
    [
        replace(PROFILE, descriptions={"it": "Nuovo"}),
        replace(PROFILE, short_descriptions={"it": "Nuovo"}),
        replace(PROFILE, commands={"en": {"stop": "No more questions"}}),
    ],
)
async def test_only_what_differs_is_set(bot: Bot, stand_in: TelegramStandIn, changed: BotProfile) -> None:
    await publish_profile(bot, PROFILE)
    assert await changes_made(bot, stand_in, changed) == 1
