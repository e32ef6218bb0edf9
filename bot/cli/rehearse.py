"""`riscontro test`: plays the tests of the configuration, and tells what came otherwise."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile, unknown

if TYPE_CHECKING:
    from bot.config import Config

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]...", help="Those whose name contains one of these; else all."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead, for other programs.")]


def rehearse(names: Names = None, json: Json = False, config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Plays the tests of the configuration. Nothing is sent or stored.

    Exit codes: 0 all went as written; 1 one did not, or the configuration
    has errors; 2 the command was used wrongly, as with a name that no test
    has.

    With --json there is one document: {"ok", "passed", "failed", "tests",
    "coverage"}. Each test has "name", "flow", "ok", "file", "line" and
    "mismatches"; each of these "file", "line", "column", "message", and, as
    far as there is one, "expected", "found" and "so_far". Coverage is by
    flow: what was "covered" and what was "missed" of its "nodes",
    "branches", "languages" and "timeouts".
    """
    from bot.cli.played import print_played, print_played_as_json
    from bot.cli.reports import load_whole_or_exit
    from bot.rehearsals import play_tests

    loaded, whole = load_whole_or_exit(config, needs_secrets=False)
    played = play_tests(loaded, _chosen(loaded, names))
    show = print_played_as_json if json else print_played
    raise typer.Exit(show(played, loaded, whole.locate))


def _chosen(config: "Config", names: list[str] | None) -> set[str] | None:
    if not names:
        return None
    known = [rehearsal.name for rehearsal in config.tests]
    chosen: set[str] = set()
    for name in names:
        meant = {each for each in known if name.casefold() in each.casefold()}
        if not meant:
            raise unknown(f'No test has "{name}" in its name', name, known, as_lines=True)
        chosen |= meant
    return chosen
