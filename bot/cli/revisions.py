"""`riscontro diff`, `apply`, `promote`, `rollback`, `revisions`: what is in force, and how that changes.

They decide in the database. The running program takes a decision up within seconds, and moves the customers
that `[migrate]` names.
"""

import getpass
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.config import Config
    from bot.use_cases.setup import InForce
    from storage.database import Database
    from storage.records import Revision

_MOST_LINES = 12

Decision = Callable[["Session", datetime], list[str]]
"""Decides, and returns what is to be said of it."""

Share = Annotated[
    str | None, typer.Option("--canary", metavar="SHARE", help="Only for some customers, such as 10%.")
]
To = Annotated[int | None, typer.Option("--to", metavar="ID", help="The revision to go back to.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON, for other programs.")]
Most = Annotated[int, typer.Option("--most", help="How many.", min=1, max=1_000)]


def revisions(as_json: Json = False, most: Most = 20, config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Lists the revisions of the configuration, the newest first."""
    from bot.cli.reports import load_database_or_exit
    from bot.cli.store import opened_if_any

    loaded = load_database_or_exit(config)
    with opened_if_any(loaded) as database:
        found = _newest(database, most)
    if as_json:
        typer.echo(json.dumps([_facts(revision) for revision in found], indent=2, ensure_ascii=False))
    elif not found:
        typer.echo("There is no revision yet: `riscontro run` or `riscontro apply` makes the first.")
    else:
        _print_revisions(found, loaded.business.timezone)


def _newest(database: "Database | None", most: int) -> list["Revision"]:
    from storage import revisions as kept

    if database is None:
        return []
    with database.reading() as session:
        return kept.newest(session, most)


def _print_revisions(found: Sequence["Revision"], timezone: str) -> None:
    from bot.cli.reports import local_time

    typer.echo(f"Times are those of {timezone}.")
    for revision in found:
        whom = f" for {revision.share}% of the customers" if revision.state == "canary" else ""
        when = local_time(revision.created_at, timezone)
        typer.echo(f"{revision.id:4}  {when}  {revision.state}{whom}  by {revision.author}")
        for line in _shortened(revision.changes):
            typer.echo(f"      {line}")


def diff(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Says what the configuration changes of the one in force, and whom that finds in mid-survey."""
    from bot.cli.reports import load_or_exit
    from bot.cli.store import opened_if_any
    from bot.revisions.comparing import changes_between

    loaded = load_or_exit(config, needs_secrets=False)
    with opened_if_any(loaded) as database:
        live, whom = _standing(database, loaded)
    changes = changes_between(live.config, loaded)
    if live.revision_id is None:
        typer.echo("Nothing is in force yet: this will be the first revision.")
    elif not changes:
        typer.echo(f"This is revision {live.revision_id}, which is in force.")
    for line in (*changes, *whom):
        typer.echo(line)


def _standing(database: "Database | None", config: "Config") -> tuple["InForce", list[str]]:
    """What is in force, else the configuration itself; and whom it finds in mid-survey."""
    from bot.ports import SystemClock
    from bot.use_cases.revise import in_force, once_in_force
    from bot.use_cases.setup import InForce
    from bot.use_cases.touched import touched

    if database is None:
        return InForce(config), []
    with database.reading() as session:
        live, _ = in_force(session, config)
        return live, list(touched(session, once_in_force(session, config), SystemClock().now()))


def apply(canary: Share = None, config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Puts the configuration into force, for all customers or for a share of them.

    Its tests are played before: where one fails, nothing changes.
    """
    from bot.cli.reports import load_tested_or_exit
    from bot.use_cases import revise

    loaded, share = load_tested_or_exit(config), _share(canary)

    def decide(session: "Session", now: datetime) -> list[str]:
        revised = revise.apply(session, loaded, _author(), share, now)
        whom = "everybody" if share == revise.EVERYBODY else f"{share}% of the customers"
        ended = [f"Revision {revised.ended.id}, which was on trial, is rolled back."] if revised.ended else []
        changes = [f"  {line}" for line in _shortened(revised.changes)]
        return [*ended, f"Revision {revised.revision_id} is in force for {whom}.", *changes]

    _decide(loaded, decide, may_be_first=True)


def promote(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Puts the revision that is tried on some customers into force for all."""
    from bot.cli.reports import load_database_or_exit
    from bot.use_cases import revise

    def decide(session: "Session", now: datetime) -> list[str]:
        return [f"Revision {revise.promote(session, now).id} is in force for everybody."]

    _decide(load_database_or_exit(config), decide)


def rollback(to: To = None, config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Takes the newest decision back: the revision on trial, else the one in force; with a number, both.

    The files stay as they are; what they say comes into force again by another edit, or by `riscontro apply`.
    """
    from bot.cli.reports import load_database_or_exit
    from bot.use_cases import revise

    def decide(session: "Session", now: datetime) -> list[str]:
        gone, back = revise.roll_back(session, to, now)
        taken_back = [f"Revision {each.id} is rolled back." for each in gone]
        return [*taken_back, f"Revision {back.id} is in force."]

    _decide(load_database_or_exit(config), decide)


def _decide(config: "Config", decide: Decision, *, may_be_first: bool = False) -> None:
    """Says what was decided once that is stored."""
    from bot.cli.store import opened
    from bot.ports import SystemClock
    from bot.use_cases.revise import CannotRevise

    try:
        with opened(config, may_be_new=may_be_first) as database, database.transaction() as session:
            told = decide(session, SystemClock().now())
    except CannotRevise as error:
        typer.echo(f"Nothing has changed: {error}.", err=True)
        raise typer.Exit(1) from error
    for line in told:
        typer.echo(line)


def _share(written: str | None) -> int:
    """Raises `typer.BadParameter` for what is no share of the customers."""
    from bot.use_cases.revise import EVERYBODY

    if written is None:
        return EVERYBODY
    number = written.strip().removesuffix("%").strip()
    if not number.isdecimal() or not 1 <= int(number) < EVERYBODY:
        raise typer.BadParameter(f'"{written}" is no share of the customers: write for example 10%')
    return int(number)


def _author() -> str:
    """Whoever is logged in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


def _facts(revision: "Revision") -> dict[str, object]:
    facts = {name: getattr(revision, name) for name in revision.__dataclass_fields__}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in facts.items()
    }


def _shortened(changes: Sequence[str]) -> Iterator[str]:
    yield from changes[:_MOST_LINES]
    if len(changes) > _MOST_LINES:
        yield f"… and {len(changes) - _MOST_LINES} more"
