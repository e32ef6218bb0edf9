"""`riscontro init`: a first configuration that works, by a few questions."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG

NewConfig = Annotated[
    Path, typer.Option("--config", metavar="FILE", dir_okay=False, help="The configuration to write.")
]
Name = Annotated[str | None, typer.Option(help="What customers know the business by.")]
TimeZone = Annotated[
    str | None, typer.Option(help="Its time zone, such as Europe/Rome; else this machine's.")
]
Languages = Annotated[str | None, typer.Option(help="Of its customers, such as it,en; the usual one first.")]
PrivacyUrl = Annotated[str | None, typer.Option(help="Where its privacy notice is.")]
Channel = Annotated[str | None, typer.Option(help="The Slack channel for complaints, such as #feedback.")]
Survey = Annotated[str | None, typer.Option(help="A survey of `riscontro template list`.")]
PublicUrl = Annotated[
    str | None, typer.Option(help="Where Telegram and Slack reach this machine; without it, it goes to them.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Ask nothing: take the options, and what is usual.")]


def init(  # noqa: PLR0913, PLR0917  an option for each question
    config: NewConfig = DEFAULT_CONFIG,
    name: Name = None,
    timezone: TimeZone = None,
    languages: Languages = None,
    privacy_url: PrivacyUrl = None,
    channel: Channel = None,
    template: Survey = None,
    public_url: PublicUrl = None,
    yes: Yes = False,
) -> None:
    """Writes a first configuration: asks what it must know, and keeps tokens in files of their own."""
    from bot.cli.beginning import begin

    given = {
        "name": name,
        "timezone": timezone,
        "languages": languages,
        "privacy_url": privacy_url,
        "channel": channel,
        "template": template,
        "public_url": public_url,
    }
    begin(config, {key: value for key, value in given.items() if value is not None}, asks=not yes)
