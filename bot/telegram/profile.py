"""What the bot shows of itself before a word is written: its command menu and descriptions, per language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from telegram import Bot

from bot.telegram.transport import call, is_table


@dataclass(frozen=True, slots=True)
class BotProfile:
    """Words by language; the default language's are shown to all others too.

    `commands` are by command, without slash. A description stands in the empty chat and has at most 512
    characters, a short one stands on the bot's profile and has 120
    (https://core.telegram.org/bots/api#setmydescription).
    """

    default_language: str
    commands: Mapping[str, Mapping[str, str]]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    short_descriptions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Setting:
    """One thing that can be read by `get…` and written by `set…` in one language, as the value of `field`."""

    name: str
    field: str
    language_code: str
    value: object


async def publish_profile(bot: Bot, profile: BotProfile) -> None:
    """Sets what differs and nothing else: each replica does it at its start, and Telegram limits such calls.

    Raises `telegram.error.TelegramError`.
    """
    for setting in _settings(profile):
        language = {"language_code": setting.language_code}
        present = await call(bot, f"getMy{setting.name}", language)
        if (present[setting.field] if is_table(present) else present) != setting.value:
            await call(bot, f"setMy{setting.name}", {setting.field: setting.value, **language})


def _settings(profile: BotProfile) -> Iterator[_Setting]:
    menus = {language: _menu(commands) for language, commands in profile.commands.items()}
    kinds: tuple[tuple[str, str, Mapping[str, object]], ...] = (
        ("Commands", "commands", menus),
        ("Description", "description", profile.descriptions),
        ("ShortDescription", "short_description", profile.short_descriptions),
    )
    for name, field_name, values in kinds:
        for code, value in _by_code(values, profile.default_language):
            yield _Setting(name, field_name, code, value)


def _menu(commands: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"command": name, "description": words} for name, words in commands.items()]


def _by_code(values: Mapping[str, object], default: str) -> Iterator[tuple[str, object]]:
    """By the codes that Telegram knows: two letters, or none for all whose language has no words here."""
    for language, value in values.items():
        code = "" if language == default else language.partition("-")[0]
        if len(code) in {0, 2}:
            yield code, value
