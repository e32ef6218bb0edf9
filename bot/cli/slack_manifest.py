"""`riscontro slack-manifest`: what Slack's "create an app" page wants to know."""

import json

import typer


def slack_manifest(
    name: str = typer.Option("Riscontro", help="How the app is called in Slack, at most 35 characters."),
) -> None:
    """Prints the manifest of the Slack app as JSON: paste it at api.slack.com/apps, "From a manifest"."""
    from bot.slack.manifest import manifest

    typer.echo(json.dumps(manifest(name), indent=2, ensure_ascii=False))
