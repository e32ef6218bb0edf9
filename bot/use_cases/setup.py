"""What every use case needs to know besides the moment: the configuration and who we are."""

from dataclasses import dataclass

from bot.config import Config


@dataclass(frozen=True, slots=True)
class Setup:
    """`secret` is the installation's own; `bot` and `bot_username` are the Telegram bot's id and name."""

    config: Config
    secret: bytes
    bot: str
    bot_username: str

    @property
    def fallback_language(self) -> str:
        return self.config.business.languages[0]
