"""`riscontro schema`: what an editor needs to complete and explain the configuration while it is written."""

import typer


def schema() -> None:
    """Prints the JSON Schema of the configuration, for editors.

    `riscontro init` writes it beside the configuration; after an upgrade:

    riscontro schema > config.schema.json

    Editors with Taplo, such as VS Code with "Even Better TOML", find it by
    the first line of a file: #:schema ./config.schema.json
    """
    from bot.config.schema import schema_text

    typer.echo(schema_text(), nl=False)
