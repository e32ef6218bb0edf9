"""`riscontro slack-manifest`: what Slack's "create an app" page wants to know."""

import json

import typer


def slack_manifest(
    name: str = typer.Option("Riscontro", help="How the app is called in Slack, at most 35 characters."),
    public_url: str | None = typer.Option(
        None, help="For HTTP mode: where Slack reaches this program (web.public_url)."
    ),
) -> None:
    """Prints the manifest of the Slack app as JSON: paste it at api.slack.com/apps, "From a manifest".

    Without --public-url it is for Socket Mode.
    """
    from bot.slack.manifest import manifest

    if public_url is not None and not public_url.startswith("https://"):
        raise typer.BadParameter("Slack comes to https:// addresses only", param_hint="--public-url")
    typer.echo(json.dumps(manifest(name, public_url), indent=2, ensure_ascii=False))
