"""Gets what a customer attached, while Telegram still has it."""

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.ports import FileUnavailable
from bot.telegram.transport import LARGEST_BODY

_DOWNLOAD_SECONDS = 60
_TOO_LARGE = f"the file is larger than the {LARGEST_BODY // 1024**2} MB that Telegram gives to bots"


class TelegramFiles:
    """Implements `bot.ports.Files`."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def fetch(self, file_id: str) -> bytes:
        """The file's bytes. Raises `FileUnavailable`."""
        try:
            file = await self._bot.get_file(file_id)
            if (file.file_size or 0) > LARGEST_BODY:
                raise FileUnavailable(_TOO_LARGE)
            return bytes(await file.download_as_bytearray(read_timeout=_DOWNLOAD_SECONDS))
        except TelegramError as error:
            raise FileUnavailable(_words(error)) from error


def _words(error: TelegramError) -> str:
    if isinstance(error, BadRequest) and "too big" in error.message.casefold():
        return _TOO_LARGE
    return f"Telegram did not give the file: {error.message}"
