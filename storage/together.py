"""Several turns in one commit. On SQLite a commit waits for the disk, and one wait serves as many turns as
there are.

Seldom does one fail: then all are undone and taken once more, each with a savepoint of its own, and the one
that fails is undone alone. Nothing counts before the commit, so results are handed out after it, and a commit
that fails is a failure of every turn in it. So is an error of the database in the midst of a turn: SQLite may
have undone the whole transaction then.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session

from storage.database import Database, as_unavailable
from storage.errors import StoreUnavailable
from storage.prepared import keep_driver

Turn = Callable[[Session], Any]


@dataclass(frozen=True, slots=True)
class Done:
    result: Any


@dataclass(frozen=True, slots=True)
class Undone:
    """The turn raised `error`; nothing of it is left."""

    error: Exception


Outcome = Done | Undone


def commit_together(database: Database, turns: Sequence[Turn]) -> list[Outcome]:
    """Takes the turns in their order and commits them; what became of each, in the same order.

    Raises `StoreUnavailable` if the database cannot take them: then none of them is committed.
    """
    try:
        with as_unavailable(), database.engine.begin() as connection, _session_on(connection) as session:
            return [Done(_run(session, turn)) for turn in turns]
    except StoreUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a turn raises is for whoever asked for it
        return [Undone(error)] if len(turns) == 1 else _each_apart(database, turns)


def _each_apart(database: Database, turns: Sequence[Turn]) -> list[Outcome]:
    with as_unavailable(), database.engine.begin() as connection, _session_on(connection) as session:
        return [_take(session, turn) for turn in turns]


def _session_on(connection: Connection) -> Session:
    """It nests a savepoint of its own when it is first used for more than its connection: what it undoes
    after an error must not be more than that turn. Few turns use it so.
    """
    session = Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
    keep_driver(session, connection)
    return session


def _take(session: Session, turn: Turn) -> Outcome:
    driver: Any = session.info["driver"]
    driver.execute("SAVEPOINT turn")
    try:
        with as_unavailable():
            result = _run(session, turn)
    except StoreUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a turn raises is for whoever asked for it
        driver.execute("ROLLBACK TO turn")
        driver.execute("RELEASE turn")
        return Undone(error)
    driver.execute("RELEASE turn")
    return Done(result)


def _run(session: Session, turn: Turn) -> Any:
    """What one turn has read through the session, the next one reads anew."""
    try:
        result = turn(session)
        if session.in_transaction():
            session.commit()
            session.expunge_all()
    finally:
        if session.in_transaction():
            session.close()
    return result
