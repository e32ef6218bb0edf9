"""What every use case needs to know besides the moment: the configuration and who we are."""

from dataclasses import dataclass

from bot.config import Config


@dataclass(frozen=True, slots=True)
class Setup:
    """`secret` is the installation's own; `bot_username` is the Telegram bot's name."""

    config: Config
    secret: bytes
    bot_username: str

    @property
    def fallback_language(self) -> str:
        return self.config.business.fallback_language
