"""The configuration as the program uses it: frozen, complete, and every value checked."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, SecretStr, Tag

from bot.config.rehearsals import Rehearsal
from bot.config.values import (
    Address,
    BaseUrl,
    Cells,
    DatabaseUrl,
    FirstResponse,
    Header,
    HttpUrl,
    Language,
    Listen,
    Name,
    PublicUrl,
    SlackApiUrl,
    SlackChannel,
    StaffId,
    TimeZone,
    Username,
    WebhookSecrets,
)
from flows.definition import ComplaintRule, Flow, NodeId, Piece, Wordings
from flows.outreach import Outreach, PurchaseEventType, Touchpoint
from flows.phrases import Phrase, Phrasebook
from flows.scene import ONE_WORKING_DAY
from flows.wording import Manner, Manners, base_language, normal_tag

OFFICIAL_TELEGRAM = "https://api.telegram.org"


class Business(Piece):
    """Who asks.

    `name` is what customers know the business by, `timezone` that of customers whose own is not known. The
    first of `languages` is the fallback for texts that a customer's own language lacks. `privacy_url` is
    where its privacy notice stands. `address` is how customers are addressed, formally (Sie, vous, Lei,
    usted) or informally, where it is not as usual: one for all languages, or one for each.
    """

    name: str = Field(min_length=1, max_length=100, examples=["Bottega Rossi"])
    timezone: TimeZone = Field(examples=["Europe/Rome"])
    languages: tuple[Language, ...] = Field(min_length=1, examples=[["it", "en"]])
    privacy_url: HttpUrl = Field(max_length=500, examples=["https://bottegarossi.example/privacy"])
    address: Address = Field(default_factory=dict)

    @property
    def fallback_language(self) -> str:
        return self.languages[0]

    @property
    def manners(self) -> Manners:
        """What `address` comes to in each language."""
        if isinstance(self.address, Manner):
            return Manners({base_language(language): self.address for language in self.languages})
        return Manners({normal_tag(language): manner for language, manner in self.address.items()})


class Telegram(Piece):
    """The bot's account.

    `token` comes from @BotFather. Without `username` the program asks Telegram for it. `receive` says how
    updates come: asked for again and again, or delivered below `public_url` of [web]. `staff` are the
    Telegram ids of colleagues, as a profile shows them: what they answer is a test and never counts.
    `api_url` is another only for a Bot API server of one's own.
    """

    token: SecretStr = Field(examples=[{"env": "TELEGRAM_BOT_TOKEN"}])
    receive: Literal["polling", "webhook"] = "polling"
    username: Username | None = None
    staff: tuple[Annotated[int, Field(ge=1)], ...] = ()
    api_url: BaseUrl = OFFICIAL_TELEGRAM

    @property
    def bot_id(self) -> str:
        """A token begins with it (https://core.telegram.org/bots/api#authorizing-your-bot)."""
        return self.token.get_secret_value().partition(":")[0]


@dataclass(frozen=True, slots=True)
class AppToken:
    """With it we open a socket to Slack."""

    secret: SecretStr


@dataclass(frozen=True, slots=True)
class SigningSecret:
    """With it Slack signs what it sends us over HTTP."""

    secret: SecretStr


class Slack(Piece):
    """The app in Slack.

    With `bot_token` (xoxb-…) it speaks. With `app_token` (xapp-…) we connect to Slack (Socket Mode); with
    `signing_secret` it comes to us over HTTP, and signs what it sends. There is exactly one of these two.
    `default_channel` takes what no rule places, and the program's own notices. Without `staff`, every full
    member of the workspace may work on tickets. `api_url` is another only for a proxy of one's own.
    """

    bot_token: SecretStr = Field(examples=[{"env": "SLACK_BOT_TOKEN"}])
    app_token: SecretStr | None = Field(default=None, examples=[{"env": "SLACK_APP_TOKEN"}])
    signing_secret: SecretStr | None = None
    default_channel: SlackChannel = Field(examples=["#feedback"])
    staff: tuple[StaffId, ...] = ()
    api_url: SlackApiUrl = "https://slack.com/api/"

    @property
    def way_in(self) -> AppToken | SigningSecret:
        """Raises `ValueError` where there is none, with which no configuration is loaded."""
        if self.app_token is not None:
            return AppToken(self.app_token)
        if self.signing_secret is not None:
            return SigningSecret(self.signing_secret)
        raise ValueError("Slack has no way in")


class Database(Piece):
    """Where the facts rest.

    `url` names an SQLite file, whose path begins beside the file that names it and is absolute once loaded,
    or PostgreSQL. It is not shown, for it may hold a password; one that does is a reference like a secret.
    """

    url: DatabaseUrl = Field(default="sqlite:///riscontro.db", repr=False)


class Web(Piece):
    """Where hooks, health and metrics are served.

    `listen` is host and port, `public_url` where the world finds that.
    """

    listen: Listen = "127.0.0.1:8080"
    public_url: PublicUrl | None = None

    @property
    def host(self) -> str:
        return self.listen.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        return int(self.listen.rpartition(":")[2])


class Column(StrEnum):
    """What a row of a CSV file may tell about a purchase."""

    TYPE = "type"
    OCCURRED_AT = "occurred_at"
    PURCHASE_ID = "purchase_id"
    AMOUNT = "amount"
    CURRENCY = "currency"
    ITEMS = "items"
    BRAND = "brand"
    LOCATION = "location"
    SALES_CHANNEL = "sales_channel"
    URL = "url"
    CARRIER = "carrier"
    TRACKING_URL = "tracking_url"
    REFUND_AMOUNT = "refund_amount"
    CUSTOMER_ID = "customer_id"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    LANGUAGE = "language"
    TIME_ZONE = "time_zone"
    EMAIL = "email"
    PHONE = "phone"
    TAGS = "tags"


class WebhookSource(Piece):
    """A shop that sends purchases itself.

    It signs them by the Standard Webhooks scheme with its `secret`, or with any of several in a list.
    """

    kind: Literal["webhook"]
    secret: WebhookSecrets = Field(examples=[{"env": "SHOP_WEBHOOK_SECRET"}])


class CsvSource(Piece):
    """Files for `riscontro import`.

    `columns` names their header for each column of ours that is called differently there; `attributes`
    does so for facts of the shop's own. `only` leaves out the rows whose cells say something else.
    `constants` and `type` stand for columns that the files lack. `timezone` is that of times without an
    offset. Without a `delimiter`, the first line of a file tells it.
    """

    kind: Literal["csv"]
    columns: dict[Column, Header] = Field(default_factory=dict)
    attributes: dict[str, Header] = Field(default_factory=dict)
    only: dict[Header, Cells] = Field(default_factory=dict)
    constants: dict[Column, str] = Field(default_factory=dict)
    type: PurchaseEventType | None = None
    timezone: TimeZone | None = None
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None

    @property
    def fixed(self) -> dict[Column, str]:
        """The same value for every row: `constants`, and `type` where it is given."""
        return {**self.constants, **({Column.TYPE: self.type} if self.type is not None else {})}


def _kind_of(source: Any) -> str:
    kind = source.get("kind") if isinstance(source, dict) else getattr(source, "kind", None)
    return f"<{kind}>"


Source = Annotated[
    Annotated[WebhookSource, Tag("<webhook>")] | Annotated[CsvSource, Tag("<csv>")],
    Discriminator(
        _kind_of, custom_error_type="unknown_kind", custom_error_message='kind must be "webhook" or "csv"'
    ),
]


class Sla(Piece):
    """What is promised for tickets of one priority.

    `first_response` is the longest time until a person answers; a working day is 24 hours.
    """

    first_response: FirstResponse = ONE_WORKING_DAY


class Revisions(Piece):
    """How an edit comes into force that is saved while the program runs, or before it starts.

    With `saved_edits` it does so at once, "apply", or only by `riscontro apply`, "wait".
    """

    saved_edits: Literal["apply", "wait"] = "apply"


class Config(Piece):
    """Everything an admin decides. Tables are by name, in the order of the file.

    `phrases` are the business's own wordings of what the bot says by itself, by the name of the sentence and
    then by language; docs/sentences.md has the names. `migrate` moves customers who are in the middle of a
    survey, by flow, from a node of how it was to one of how it is. `tests` are talks that must go as they are
    written.
    """

    business: Business
    telegram: Telegram
    slack: Slack
    database: Database = Database()
    web: Web = Web()
    revisions: Revisions = Revisions()
    sources: dict[Name, Source] = Field(default_factory=dict)
    outreach: Outreach = Outreach()
    touchpoints: dict[Name, Touchpoint] = Field(default_factory=dict)
    flows: dict[Name, Flow] = Field(default_factory=dict)
    complaints: tuple[ComplaintRule, ...] = ()
    sla: dict[Name, Sla] = Field(default_factory=dict)
    phrases: dict[Phrase, Wordings] = Field(default_factory=dict)
    migrate: dict[Name, dict[NodeId, NodeId]] = Field(default_factory=dict)
    tests: tuple[Rehearsal, ...] = ()

    def first_response(self) -> dict[str, timedelta]:
        """By priority, as `flows.scene.Scene` wants it."""
        return {priority: sla.first_response for priority, sla in self.sla.items()}

    @cached_property
    def phrasebook(self) -> Phrasebook:
        """The bot's own sentences as this business has them."""
        return Phrasebook(self.phrases, self.business.manners)
