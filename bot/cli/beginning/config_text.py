"""The text of a first configuration: short, commented, and with a survey that can be used as it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.config.schema import SCHEMA_LINE
from bot.templates import Fitting, Template, TemplateName, fit, read_template
from flows.outreach import PurchaseEventType
from flows.wording import Manners

_OUTREACH = """\
[outreach]
contact_hours = "10:00-20:00"                # in the customer's time zone
cooldown = "14 days"                         # between two surveys to one customer
reminders = ["2 days"]
"""

_PROMISE = """\
[sla.normal]
first_response = "1 working day"             # promised to the customer
"""


@dataclass(frozen=True, slots=True)
class Basics:
    """What only the business knows. The first language is the usual one.

    With a `public_url` Telegram and Slack come there, without one the program goes to them.
    """

    name: str
    timezone: str
    languages: tuple[str, ...]
    privacy_url: str
    channel: str
    template: TemplateName
    public_url: str | None = None


def write_config(basics: Basics, references: Mapping[str, str]) -> str:
    """`references` say where the secrets are kept, by key: telegram, slack_bot, slack_app or slack_signing,
    shop.
    """
    languages = ", ".join(map(_text, basics.languages))
    survey = _survey(basics)
    return f"""\
{SCHEMA_LINE}
# The configuration of Riscontro. `riscontro check` shows every mistake in it. All that can stand here is in
# config.example.toml, which comes with the source of the program.

[business]
name = {_text(basics.name)}
timezone = {_text(basics.timezone)}
languages = [{languages}]
privacy_url = {_text(basics.privacy_url)}

[telegram]
token = {references["telegram"]}
{_telegram_door(basics)}
[slack]
bot_token = {references["slack_bot"]}
{_slack_door(basics, references)}
default_channel = {_text(basics.channel)}

[database]
url = "sqlite:///riscontro.db"               # beside this file; or postgresql://user@host/riscontro

[web]
listen = "127.0.0.1:8080"                    # purchases come in at /hooks/shop, health is at /readyz
{_public(basics)}
[sources.shop]                               # it posts to /hooks/shop, signed as Standard Webhooks says
kind = "webhook"
secret = {references["shop"]}

[sources.file]                               # riscontro import FILE.csv --source file
kind = "csv"
{_told_by_rows(survey)}
timezone = {_text(basics.timezone)}

{_OUTREACH}
{survey.text}
{_PROMISE}"""


def _told_by_rows(survey: Template) -> str:
    """The event that the survey waits for."""
    return f"{f'type = {_text(survey.trigger or PurchaseEventType.PAID)}':<45}# what every row tells"


def _survey(basics: Basics) -> Template:
    site = "/".join(basics.privacy_url.split("/")[:3])
    fitting = Fitting(basics.languages, Manners(), site, basics.template)
    return fit(read_template(basics.template), fitting)


def _telegram_door(basics: Basics) -> str:
    return "" if basics.public_url is None else 'receive = "webhook"\n'


def _slack_door(basics: Basics, references: Mapping[str, str]) -> str:
    if basics.public_url is None:
        return f"app_token = {references['slack_app']}"
    return f"signing_secret = {references['slack_signing']}"


def _public(basics: Basics) -> str:
    return "" if basics.public_url is None else f"public_url = {_text(basics.public_url)}\n"


def _text(value: str) -> str:
    """JSON's text is also TOML's (https://toml.io/en/v1.0.0#string)."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", r"\u007f")
