"""The text of a first configuration: short, commented, and with a survey that can be used as it is. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.cli.beginning.survey import write_survey
from bot.config.schema import SCHEMA_LINE

_OUTREACH = """\
[outreach]
contact_hours = "10:00-20:00"                # in the customer's time zone
cooldown = "14 days"                         # between two surveys to one customer
reminders = ["2 days"]

[touchpoints.delivery]
on = "purchase.delivered"
after = "2 days"
flow = "after_delivery"
"""

_COMPLAINTS = """\
[[complaints]]                               # the first rule that matches opens a ticket
name = "Unhappy with a delivery"
when = "csat <= 2 || mood <= -0.5"           # mood: the worst text, from -1 to 1

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
    public_url: str | None = None


def write_config(basics: Basics, references: Mapping[str, str]) -> str:
    """`references` say where the secrets are kept, by key: telegram, slack_bot, slack_app or slack_signing,
    shop.
    """
    languages = ", ".join(map(_text, basics.languages))
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
type = "purchase.delivered"                  # what every row tells
timezone = {_text(basics.timezone)}

{_OUTREACH}
{write_survey(basics.languages)}
{_COMPLAINTS}"""


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
