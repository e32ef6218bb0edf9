"""The command `riscontro`: each command is a module of its own, and is listed here.

All of them are loaded to know their options and help, whichever is called. So what a command works with is
imported in its function.

Exit codes: 0 all is well, 1 problems were found, 2 the command was used wrongly.
"""

import sys
from io import TextIOWrapper

import typer

from bot.cli import (
    check,
    database,
    dead,
    demo,
    doctor,
    explore,
    graph,
    import_,
    init,
    preview,
    rehearse,
    revisions,
    run,
    schema,
    slack_manifest,
    talk,
    template,
    translations,
)

__all__ = ["main"]

main = typer.Typer(
    name="riscontro",
    help="Asks customers in Telegram after a purchase, and answers their complaints from Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # locals hold tokens
)


@main.callback()
def _prepare_output() -> None:
    """What a terminal's encoding lacks is shown as `?` rather than as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


main.command()(init.init)
main.command()(check.check)
main.command()(explore.explore)
main.command()(schema.schema)
main.command()(graph.graph)
main.command()(talk.talk)
main.command()(preview.preview)
main.command("test")(rehearse.rehearse)
main.command()(run.run)
main.command()(revisions.diff)
main.command()(revisions.apply)
main.command()(revisions.promote)
main.command()(revisions.rollback)
main.command()(revisions.revisions)
main.command()(demo.demo)
main.command("import")(import_.import_)
main.command()(doctor.doctor)
main.command()(slack_manifest.slack_manifest)
main.add_typer(database.commands, name="db")
main.add_typer(dead.commands, name="dead")
main.add_typer(template.commands, name="template")
main.add_typer(translations.commands, name="translations")
