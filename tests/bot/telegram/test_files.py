"""What customers attach can be had, or the reason is in words."""

import pytest
from telegram import Bot

from bot.demo.telegram import ApiError, Person, TelegramStandIn
from bot.ports import FileUnavailable
from bot.telegram.files import TelegramFiles
from tests.bot.telegram.conftest import Trouble


def file_id_of(person: Person, message_id: int) -> str:
    message = next(message for message in person.screen if message.id == message_id)
    assert message.file_id
    return message.file_id


async def test_a_file_is_fetched_whole(bot: Bot, giulia: Person) -> None:
    content = bytes(range(256)) * 4096
    file_id = file_id_of(giulia, giulia.sends_document("bill.pdf", content))
    assert await TelegramFiles(bot).fetch(file_id) == content


async def test_a_file_that_telegram_keeps_to_itself_is_too_large(bot: Bot, giulia: Person) -> None:
    file_id = file_id_of(giulia, giulia.sends_voice(size=21 * 1024 * 1024))
    with pytest.raises(FileUnavailable, match="larger than the 20 MB"):
        await TelegramFiles(bot).fetch(file_id)


async def test_an_unknown_file_is_named_as_such(bot: Bot) -> None:
    with pytest.raises(FileUnavailable, match="Telegram did not give the file"):
        await TelegramFiles(bot).fetch("gone")


async def test_an_outage_is_named_as_such(bot: Bot, stand_in: TelegramStandIn, giulia: Person) -> None:
    file_id = file_id_of(giulia, giulia.sends_photo())
    stand_in.interference = Trouble("getFile", before_effect=ApiError(500, "Internal Server Error"))
    with pytest.raises(FileUnavailable, match="Internal Server Error"):
        await TelegramFiles(bot).fetch(file_id)
