"""The answers of runs: one for each node, and beside it what it said before it was changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Integer, bindparam, delete, false, func, insert, select, update
from sqlmodel import Session, col

from flows.run import Answer, Missing
from flows.sentiment import Mood, NotScored
from storage.prepared import Listing, Prepared
from storage.records import LeftBehind, StoredRun, stored_id
from storage.tables import AnswerRow, EarlierAnswerRow, RunRow


def add(session: Session, stored: StoredRun, answer: Answer, channel: str) -> None:
    _ADD.run(
        session,
        run_id=stored.run.id,
        revision_id=stored_id(stored.revision_id),
        node=answer.node,
        kind=answer.kind,
        position=answer.position,
        language=answer.language,
        channel=channel,
        origin=stored.origin,
        first_value=answer.value,
        final_value=answer.value,
        missing=answer.missing.value if answer.missing else None,
        step_number=answer.step,
        message_id=answer.message,
        **_mood_columns(answer.mood),
        answered_at=answer.at,
    )


def replace(session: Session, run_id: int, answer: Answer, now: datetime) -> None:
    """The answer takes the place of the one to the same node, which is kept as an earlier one."""
    _keep_earlier(session, run_id, (answer.node,), now, withdrawn=False)
    new = {
        "final_value": answer.value,
        "language": answer.language,
        "missing": answer.missing.value if answer.missing else None,
        "message_id": answer.message,
        **_mood_columns(answer.mood),
    }
    parameters = {f"new_{name}": value for name, value in new.items()}
    session.connection().execute(_REPLACE, {"run": run_id, "asked": answer.node, "now": now, **parameters})


def withdraw(session: Session, run_id: int, nodes: Sequence[str], now: datetime) -> None:
    """The answers to these nodes no longer count, and are kept as earlier ones."""
    _keep_earlier(session, run_id, nodes, now, withdrawn=True)
    session.connection().execute(_WITHDRAW, {"run": run_id, "nodes": list(nodes)})


def leave_behind(session: Session, stored: StoredRun, nodes: Sequence[str], now: datetime) -> None:
    """The same for answers that do not go along where the run is moved to another revision of its flow. With
    these is kept on which one they stood, as `left_behind` tells it.
    """
    revision_id = stored_id(stored.revision_id)
    _keep_earlier(session, stored.run.id, nodes, now, withdrawn=True, left_on=revision_id)
    session.connection().execute(_WITHDRAW, {"run": stored.run.id, "nodes": list(nodes)})


def left_behind(session: Session, run_id: int) -> list[LeftBehind]:
    """In the order in which they were given."""
    return [LeftBehind(row.revision_id, row.node, row.value) for row in _LEFT.rows(session, run=run_id)]


def rename(session: Session, run_id: int, names: Mapping[str, str]) -> None:
    """The answers are to other questions from now on, by the names of those before. Two may change places, so
    each has a name in between that no question has.
    """
    new = {before: after for before, after in names.items() if before != after}
    steps = [(before, f" {after}") for before, after in new.items()]
    for before, after in (*steps, *((f" {after}", after) for after in new.values())):
        _RENAME.run(session, run=run_id, asked=before, now_asked=after)


def _keep_earlier(
    session: Session,
    run_id: int,
    nodes: Sequence[str],
    now: datetime,
    *,
    withdrawn: bool,
    left_on: int | None = None,
) -> None:
    kept = {"run": run_id, "nodes": list(nodes), "now": now, "gone": withdrawn, "left_on": left_on}
    session.connection().execute(_KEEP_EARLIER, kept)


def _mood_columns(mood: Mood | None) -> dict[str, Any]:
    return {
        "polarity": mood.polarity if mood else None,
        "not_scored": mood.not_scored.value if mood and mood.not_scored else None,
        "scorer": f"{mood.engine} {mood.version}" if mood else None,
    }


def run_answered_by(session: Session, conversation_id: int, message_id: str) -> int | None:
    """The run, in this chat, of which the customer's message with this id is an answer."""
    row = _BY_MESSAGE.first(session, chat=conversation_id, message=message_id)
    return row.id if row else None


def of_runs(session: Session, run_ids: Sequence[int]) -> dict[int, list[Answer]]:
    """The answers of many runs at once, each run's in their order."""
    found: dict[int, list[Answer]] = defaultdict(list)
    for row in _ANSWERS.rows(session, run_ids):
        found[row.run_id].append(_answer(row))
    return found


def counted_since(session: Session, start: datetime) -> dict[str, int]:
    """How many answers came in since then, by flow; tests do not count, nor what was passed over."""
    return {row.flow: row.answers for row in _COUNTED.rows(session, start=start)}


def _answer(row: Any) -> Answer:
    return Answer(
        node=row.node,
        kind=row.kind,
        position=row.position,
        value=row.final_value,
        language=row.language,
        at=row.answered_at,
        mood=_mood(row),
        missing=Missing(row.missing) if row.missing else None,
        step=row.step_number,
        message=row.message_id,
        changed=row.changed_at is not None,
    )


def _mood(row: Any) -> Mood | None:
    if row.scorer is None:
        return None
    engine, _, version = row.scorer.partition(" ")
    return Mood(row.polarity, NotScored(row.not_scored) if row.not_scored else None, engine, version)


_READ_BACK = (
    "node",
    "kind",
    "position",
    "final_value",
    "language",
    "answered_at",
    "missing",
    "step_number",
    "message_id",
)
_MOOD = ("polarity", "not_scored", "scorer")
_ANSWERED = (*_READ_BACK, *_MOOD, "run_id", "revision_id", "channel", "origin", "first_value")


_CHANGED = ("final_value", "language", "missing", "message_id")


_READ = select(
    *(getattr(AnswerRow, name) for name in ("run_id", "changed_at", *_READ_BACK, *_MOOD))
).order_by(col(AnswerRow.position))

_ANSWERS = Listing(lambda runs: _READ.where(col(AnswerRow.run_id).in_(runs)))
_ADD = Prepared(insert(AnswerRow).values({name: bindparam(name) for name in _ANSWERED}).inline())

_TO_NODES = (
    col(AnswerRow.run_id) == bindparam("run"),
    col(AnswerRow.node).in_(bindparam("nodes", expanding=True)),
)
_KEPT_OF_AN_ANSWER = ("run_id", "node", "kind", "missing", *_MOOD, "answered_at")

_BY_MESSAGE = Prepared(
    select(col(RunRow.id))
    .join(AnswerRow, col(AnswerRow.run_id) == col(RunRow.id))
    .where(
        col(RunRow.conversation_id) == bindparam("chat"), col(AnswerRow.message_id) == bindparam("message")
    )
)

_COUNTED = Prepared(
    select(col(RunRow.flow), func.count().label("answers"))
    .join(AnswerRow, col(AnswerRow.run_id) == col(RunRow.id))
    .where(
        col(AnswerRow.answered_at) >= bindparam("start"),
        col(AnswerRow.final_value).is_not(None),
        col(RunRow.is_test).is_(false()),
    )
    .group_by(col(RunRow.flow))
)

_KEEP_EARLIER = insert(EarlierAnswerRow).from_select(
    [*_KEPT_OF_AN_ANSWER, "value", "ended_at", "withdrawn", "revision_id"],
    select(
        *(getattr(AnswerRow, name) for name in _KEPT_OF_AN_ANSWER),
        col(AnswerRow.final_value),
        bindparam("now", type_=AnswerRow.__table__.c.answered_at.type),  # type: ignore[attr-defined]  # a table
        bindparam("gone", type_=Boolean),
        bindparam("left_on", type_=Integer),
    )
    .where(*_TO_NODES)
    .order_by(col(AnswerRow.position)),
)
"""What stands is kept as history before it is replaced or withdrawn."""

_WITHDRAW = delete(AnswerRow).where(*_TO_NODES)
_RENAME = Prepared(
    update(AnswerRow)
    .where(col(AnswerRow.run_id) == bindparam("run"), col(AnswerRow.node) == bindparam("asked"))
    .values(node=bindparam("now_asked"))
)
_LEFT = Prepared(
    select(col(EarlierAnswerRow.revision_id), col(EarlierAnswerRow.node), col(EarlierAnswerRow.value))
    .where(col(EarlierAnswerRow.run_id) == bindparam("run"), col(EarlierAnswerRow.revision_id).is_not(None))
    .order_by(col(EarlierAnswerRow.id))
)
_REPLACE = (
    update(AnswerRow)
    .where(col(AnswerRow.run_id) == bindparam("run"), col(AnswerRow.node) == bindparam("asked"))
    .values(
        {"changed_at": bindparam("now")} | {name: bindparam(f"new_{name}") for name in (*_CHANGED, *_MOOD)}
    )
)
