"""`riscontro dead …`: what could not be handled, and what shall become of it.

Retrying and dropping are done by the running program: it all happens in one place, and stands in its log.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import DEFAULT_CONFIG, WRONG_USE, ConfigFile

if TYPE_CHECKING:
    from storage.database import Database
    from storage.records import DeadLetter, DeadLetterState

PATIENCE_S = 10.0
_LOOK_EVERY_S = 0.25
_NOT_TRIED = "not tried: what the same customer sent before it failed again"

commands = typer.Typer(help="Looks after what could not be handled.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(metavar="ID", help="Its number, as `list` shows it.")]
Numbers = Annotated[
    list[int] | None, typer.Argument(metavar="[ID]...", help="Their numbers, as `list` shows them.")
]
All = Annotated[bool, typer.Option("--all", help="All there are; you are asked first.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON, for other programs.")]


@commands.callback()
def _dead() -> None:
    """Looks after what could not be handled."""


@commands.command("list")
def list_(as_json: Json = False, config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Lists what could not be handled, the oldest first."""
    from bot.cli.reports import load_or_exit
    from bot.cli.store import opened
    from storage import dead_letters

    loaded = load_or_exit(config, needs_secrets=False)
    with opened(loaded) as database, database.reading() as session:
        letters = list(dead_letters.waiting(session))
    if as_json:
        typer.echo(json.dumps([_facts(letter) for letter in letters], indent=2, ensure_ascii=False))
    elif letters:
        _print_table(letters, loaded.business.timezone)
    else:
        typer.echo("There is no dead letter: everything could be handled.")


@commands.command()
def show(number: Number, as_json: Json = False, config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Shows one with its whole content and why it failed. It may hold a customer's words."""
    from bot.cli.excerpts import printable
    from storage import dead_letters

    with _database(config) as database, database.reading() as session:
        letter = dead_letters.get(session, number)
    if letter is None:
        raise _unknown([number])
    content = {"payload": letter.payload, "traceback": letter.traceback}
    if as_json:
        typer.echo(json.dumps(_facts(letter) | content, indent=2, ensure_ascii=False))
        return
    for name, value in _facts(letter).items():
        typer.echo(f"{name:12} {printable(str(value))}")
    typer.echo(f"\n{json.dumps(letter.payload, indent=2, ensure_ascii=False)}\n\n{letter.traceback.rstrip()}")
    typer.echo(f"\n{_advice(letter)}")


@commands.command()
def retry(
    numbers: Numbers = None, everything: All = False, yes: Yes = False, config: ConfigFile = DEFAULT_CONFIG
) -> None:
    """Lets the running program try again, and waits a moment to say what came of it."""
    from storage.records import DeadLetterState

    with _database(config) as database:
        before = _wish(database, DeadLetterState.TO_RETRY, numbers, everything=everything, yes=yes)
        give_up_at = time.monotonic() + PATIENCE_S
        failed = [letter for letter in before if not _follow(database, letter, give_up_at)]
    raise typer.Exit(1 if failed else 0)


@commands.command()
def drop(
    numbers: Numbers = None, everything: All = False, yes: Yes = False, config: ConfigFile = DEFAULT_CONFIG
) -> None:
    """Gives up on them for good. The running program notes it in its log."""
    from storage.records import DeadLetterState

    with _database(config) as database:
        for letter in _wish(database, DeadLetterState.TO_DROP, numbers, everything=everything, yes=yes):
            typer.echo(f"{letter.id}: dropped")


@contextmanager
def _database(config: Path) -> Iterator["Database"]:
    """The database of the configuration."""
    from bot.cli.reports import load_or_exit
    from bot.cli.store import opened

    with opened(load_or_exit(config, needs_secrets=False)) as database:
        yield database


def _wish(
    database: "Database", wanted: "DeadLetterState", numbers: list[int] | None, *, everything: bool, yes: bool
) -> list["DeadLetter"]:
    """Marks all of the chosen letters, or none when one of them is not there; returns them as they were."""
    from bot.ports import SystemClock
    from storage import dead_letters

    with database.reading() as session:
        waiting = {letter.id: letter for letter in dead_letters.waiting(session)}
    chosen = _choose(list(waiting), numbers or [], everything=everything, yes=yes)
    if strangers := [number for number in chosen if number not in waiting]:
        raise _unknown(strangers)
    with database.transaction() as session:
        for number in chosen:
            dead_letters.wish(session, number, wanted, SystemClock().now())
    return [waiting[number] for number in chosen]


def _choose(waiting: list[int], numbers: list[int], *, everything: bool, yes: bool) -> list[int]:
    if bool(numbers) is everything:
        typer.echo("Name the numbers of dead letters, or --all.", err=True)
        raise typer.Exit(WRONG_USE)
    if everything and waiting and not yes:
        typer.confirm(f"All {len(waiting)} dead letters?", abort=True)
    return waiting if everything else sorted(set(numbers))


def _follow(database: "Database", before: "DeadLetter", give_up_at: float) -> bool:
    """Says what became of a retry, as far as it is known by then; False for one that failed again."""
    from bot.cli.excerpts import printable
    from storage import dead_letters
    from storage.records import DeadLetterState

    while True:
        with database.reading() as session:
            letter = dead_letters.get(session, before.id)
        if letter is None or letter.state != DeadLetterState.TO_RETRY or time.monotonic() > give_up_at:
            break
        time.sleep(_LOOK_EVERY_S)
    if letter is not None and letter.state == DeadLetterState.DEAD:
        tried = letter.failures > before.failures
        outcome = f"failed again: {printable(_error(letter))}" if tried else _NOT_TRIED
        typer.echo(f"{before.id}: {outcome}")
        return False
    waits = letter is not None and letter.state == DeadLetterState.TO_RETRY
    outcome = "is taken up as soon as `riscontro run` runs and its channel answers" if waits else "taken up"
    typer.echo(f"{before.id}: {outcome}")
    return True


def _facts(letter: "DeadLetter") -> dict[str, Any]:
    from bot.use_cases.announce import describe

    return {
        "id": letter.id,
        "what": describe(letter),
        "error": _error(letter),
        "source": letter.source,
        "key": letter.key,
        "state": letter.state,
        "failures": letter.failures,
        "buried_at": letter.buried_at.isoformat(timespec="seconds"),
        "state_since": letter.state_since.isoformat(timespec="seconds"),
    }


def _error(letter: "DeadLetter") -> str:
    """The line behind the last frame of the traceback: the kind of error and where its message begins."""
    lines = letter.traceback.splitlines()
    last_frame = max((at for at, line in enumerate(lines) if line.startswith('  File "')), default=-1)
    return next((line for line in lines[last_frame + 1 :] if line.strip() and line[0] != " "), "")


def _print_table(letters: list["DeadLetter"], timezone: str) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from bot.cli.excerpts import printable
    from bot.cli.reports import local_time
    from bot.use_cases.announce import describe

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("ID", f"Since ({timezone})", "Failures", "What", "Error"):
        table.add_column(name, overflow="fold")
    for letter in letters:
        state = "" if letter.state == "dead" else f" ({letter.state})"
        cells = (
            str(letter.id),
            local_time(letter.buried_at, timezone),
            str(letter.failures),
            describe(letter) + state,
            _error(letter),
        )
        table.add_row(*(Text(printable(cell)) for cell in cells))
    Console().print(table)


def _advice(letter: "DeadLetter") -> str:
    """What to think of before it is retried."""
    again = (
        f"`riscontro dead retry {letter.id}` tries again, `riscontro dead drop {letter.id}` gives up on it."
    )
    match letter.source:
        case "slack":
            caution = "The colleague was told that nothing was done, and may have done it again since. "
        case "outbox" if letter.payload.get("kind") == "reply":
            caution = "Staff were told that this reply was not delivered, and may have sent another since. "
        case _:
            caution = ""
    return caution + again


def _unknown(numbers: list[int]) -> typer.Exit:
    typer.echo(f"There is no dead letter {', '.join(map(str, numbers))} that waits.", err=True)
    return typer.Exit(WRONG_USE)
