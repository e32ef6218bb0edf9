"""`riscontro talk`: a conversation with a flow in the terminal, which can be saved as a test."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import DEFAULT_CONFIG, WRONG_USE, ConfigFile, FlowName, require_flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config import Config
    from bot.config.rehearsals import Rehearsal

Who = Annotated[
    str, typer.Option("--as", metavar="CUSTOMER", help="A first name, or a table as JSON, as in a test.")
]
Language = Annotated[
    str | None, typer.Option("--language", metavar="CODE", help="The customer's language, such as it.")
]
MoodOption = Annotated[
    float | None, typer.Option("--mood", min=-1, max=1, help="Of all words, instead of what is read in them.")
]
SaveFile = Annotated[
    Path | None,
    typer.Option("--save", metavar="FILE", dir_okay=False, help="Add the talk to this file, as a test."),
]


def talk(
    flow: FlowName,
    who: Who = "Ada",
    language: Language = None,
    mood: MoodOption = None,
    save: SaveFile = None,
    config: ConfigFile = DEFAULT_CONFIG,
) -> None:
    """Talks with a flow here in the terminal. Nothing is sent or stored.

    What happens underneath stands behind a dot: answers, tickets, timers.
    /help lists what can be done; time passes by "/wait 2 days", and
    "/save NAME" makes a test of the talk so far: printed, or added to the
    file of --save, which also takes it at the end.
    """
    from bot.cli.reports import load_or_exit, plain_console
    from bot.cli.talking.keeping import Keeper
    from bot.cli.talking.sitting import Sitting
    from bot.rehearsals import talk_with

    loaded = load_or_exit(config, needs_secrets=False)
    require_flow(loaded, flow)
    rehearsal = _rehearsal(loaded, flow, who, language)
    keeper = Keeper(config, save, {known.name for known in loaded.tests})
    console = plain_console()
    sitting = Sitting(
        talk_with(loaded, rehearsal), rehearsal, console, loaded.slack.default_channel, keeper, mood
    )
    goes_on = sitting.begin()
    for line in _typed(interactive=console.is_terminal) if goes_on else ():
        if line.strip() and not sitting.take(line):
            break
    if save is not None and not keeper.kept:
        sitting.save(keeper.free_name(f"A talk with {flow}"))
    raise typer.Exit(0 if goes_on else 1)


def _typed(*, interactive: bool) -> "Iterator[str]":
    """What is typed, line by line, or what another program writes."""
    while True:
        try:
            yield input("> " if interactive else "")
        except (EOFError, KeyboardInterrupt):
            return


def _rehearsal(config: "Config", flow: str, who: str, language: str | None) -> "Rehearsal":
    """Who talks about what, in the form of a test. Exits with code 2 for what makes no sense."""
    from pydantic import ValidationError

    from bot.config.explanations import explain
    from bot.config.rehearsals import Rehearsal
    from bot.rehearsals import usual_purchase

    customer = _table(who) if who.lstrip().startswith("{") else {"first_name": who}
    data = {
        "name": "a talk",
        "flow": flow,
        "customer": customer if language is None else customer | {"language": language},
        "purchase": usual_purchase(config, flow),
        "talk": "bot: *",
    }
    try:
        return Rehearsal.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        details["loc"] = ("tests", 0, *details["loc"])
        problem = explain(details, {"tests": [data]})
        place = ".".join(map(str, problem.place[2:]))
        raise _wrong_use(f"{place}: {problem.message}; {problem.hint}") from error


def _table(written: str) -> dict[str, Any]:
    try:
        found = json.loads(written)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise _wrong_use(
            '--as is neither a name nor a table: write --as \'{"first_name": "Ada", "language": "it"}\''
        )
    return found


def _wrong_use(message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(WRONG_USE)
