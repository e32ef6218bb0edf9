"""What every use case needs to know besides the moment: the configuration and who we are."""

from dataclasses import dataclass, replace

from bot.config import Config
from flows.splits import share_of


@dataclass(frozen=True, slots=True)
class InForce:
    """A revision of the configuration that customers meet; None for one that no revision was made of."""

    config: Config
    revision_id: int | None = None


@dataclass(frozen=True, slots=True)
class Canary:
    """A revision that is tried on some customers, always the same ones. `share` is their percentage."""

    tried: InForce
    share: int

    def is_for(self, customer: str) -> bool:
        """`customer` is the shop's id for them."""
        return 100 * share_of(customer, f"revision {self.tried.revision_id}") < self.share


@dataclass(frozen=True, slots=True)
class Setup:
    """What a turn begins with, and keeps to its end, whatever comes into force meanwhile.

    `secret` is the installation's own; `bot_username` is the Telegram bot's name.
    """

    config: Config
    secret: bytes
    bot_username: str
    revision_id: int | None = None
    canary: Canary | None = None

    @property
    def fallback_language(self) -> str:
        return self.config.business.fallback_language

    def in_force_for(self, customer: str | None) -> InForce:
        """What this customer meets, who is told by the shop's id for them."""
        if self.canary is not None and customer is not None and self.canary.is_for(customer):
            return self.canary.tried
        return InForce(self.config, self.revision_id)


@dataclass(slots=True)
class Present:
    """The setup of turns that begin now. Turns are under way in other threads when it changes, so it changes
    as a whole; only the event loop changes it.
    """

    setup: Setup

    def learn_name(self, username: str) -> None:
        """The bot's name as Telegram tells it."""
        self.setup = replace(self.setup, bot_username=username)

    def take_up(self, live: InForce, canary: Canary | None) -> None:
        """Something else is in force from now on."""
        self.setup = replace(self.setup, config=live.config, revision_id=live.revision_id, canary=canary)
