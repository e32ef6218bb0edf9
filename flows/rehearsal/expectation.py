"""What a talk should have led to, and how that compares with what it did."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from flows.definition.pieces import NodeId, Piece
from flows.definition.questions import QuestionPiece
from flows.durations import describe_duration
from flows.effects import TimerPurpose
from flows.problems import Place
from flows.rehearsal.talk import Talk
from flows.run import Answer, RunStatus
from flows.values import named_value


def _channel_or_none(value: Any) -> Any:
    if value is False or isinstance(value, str):
        return value
    raise ValueError(
        "this is not a Slack channel", 'write the channel, such as "#feedback", or false for no ticket'
    )


ExpectedTicket = Annotated[
    str | Literal[False],
    PlainValidator(_channel_or_none),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"const": False}]}),
]

Ending = Literal["complete", "waiting", "expired", "stopped"]
Pending = Literal["remind", "time out", "expire", "open ticket"]


class Expectation(Piece):
    """What a test expects besides the words; what is not named may be as it likes.

    `ticket` is the channel of the ticket, or false for none; `priority` and `rule` are those of its rule.
    `answers` are by node, "skipped" where there is none. Without a `status` the survey has to be over at the
    end of the talk; `node` is the question at which it waits. `timers` are all that are set then.
    """

    ticket: ExpectedTicket | None = Field(default=None, examples=["#complaints-delivery"])
    priority: str | None = None
    rule: str | None = None
    answers: dict[str, Any] = Field(default_factory=dict)
    status: Ending | None = None
    timers: tuple[Pending, ...] | None = None
    node: NodeId | None = None


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What came otherwise than a test expects. `place` is told from the test, `offset` in the text there.

    `expected` and `found` are shown below each other; from character `differs_at` of `found` they differ.
    `so_far` says how far the survey was.
    """

    place: Place
    message: str
    offset: int | None = None
    expected: str | None = None
    found: str | None = None
    differs_at: int | None = None
    so_far: str | None = None


def compare(expected: Expectation, talk: Talk, default_channel: str) -> Iterator[Mismatch]:
    """Each part that is not as it should be at the end of a talk."""
    yield from _compare_status(expected, talk)
    yield from _compare_ticket(expected, talk, default_channel)
    known = {node.id for node in talk.flow.nodes if isinstance(node, QuestionPiece)}
    for name, value in flat(expected.answers, known).items():
        yield from _compare_answer(name, value, talk)
    if expected.timers is not None:
        wanted, found = sorted(expected.timers), sorted(map(str, talk.timers))
        if wanted != found:
            yield _other("timers", "other timers are set", ", ".join(wanted) or "none", _timers(talk))


def _compare_status(expected: Expectation, talk: Talk) -> Iterator[Mismatch]:
    waits = f"waiting at “{talk.run.node}”" if talk.is_waiting else talk.run.status.value
    if expected.status is not None and expected.status != talk.run.status:
        yield _other("status", "the survey ended otherwise", expected.status, waits)
    elif expected.node is not None and expected.node != talk.run.node:
        yield _other("node", "the survey stands elsewhere", f"waiting at “{expected.node}”", waits)
    elif talk.is_waiting and expected.status is None and expected.node is None:
        yield _other(
            "status", "the talk is over, and the survey is not", 'the end, or status = "waiting"', waits
        )


def _compare_ticket(expected: Expectation, talk: Talk, default_channel: str) -> Iterator[Mismatch]:
    ticket = talk.tickets[0] if talk.tickets else None
    if ticket is None:
        wanted = expected.ticket or expected.rule or expected.priority
        if wanted:
            key = "ticket" if expected.ticket else "rule" if expected.rule else "priority"
            yield _other(key, "no ticket was opened", wanted, _no_ticket(talk))
        return
    channel = ticket.channel or default_channel
    shown = f"{channel}, by “{ticket.rule}”: {ticket.why}"
    if expected.ticket is False:
        yield _other("ticket", "a ticket was opened", "none", shown)
    elif expected.ticket is not None and expected.ticket != channel:
        yield _other("ticket", "the ticket is in another channel", expected.ticket, shown)
    if expected.rule is not None and expected.rule != ticket.rule:
        yield _other("rule", "another rule opened the ticket", expected.rule, ticket.rule)
    if expected.priority is not None and expected.priority != ticket.priority:
        yield _other("priority", "the ticket has another priority", expected.priority, ticket.priority)


def _no_ticket(talk: Talk) -> str:
    complaint = talk.run.complaint
    if complaint is None:
        return "no rule of [[complaints]] matched"
    at = talk.timers.get(TimerPurpose.OPEN_TICKET)
    left = f" for {describe_duration(at - talk.now)}" if at is not None and at > talk.now else ""
    return f"“{complaint.rule}” matched, and waits for its reason{left}"


def _compare_answer(name: str, wanted: Any, talk: Talk) -> Iterator[Mismatch]:
    answer = talk.run.answer_to(name)
    if answer is None or not _is(wanted, answer):
        shown = "not answered" if answer is None else show(answer)
        yield Mismatch(
            ("expect", "answers", name), f"“{name}” has another answer", expected=_shown(wanted), found=shown
        )


def flat(answers: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
    """By the whole name of each node: in TOML those of a sub-flow may be tables in a table."""
    found: dict[str, Any] = {}
    for name, value in answers.items():
        if name in known or not isinstance(value, dict):
            found[name] = value
        if isinstance(value, dict):
            inner = {f"{name}.{key}": each for key, each in value.items()}
            found |= flat({key: each for key, each in inner.items() if _leads(key, known)}, known)
    return found


def _leads(name: str, known: set[str]) -> bool:
    return name in known or any(node.startswith(f"{name}.") for node in known)


def _is(wanted: Any, answer: Answer) -> bool:
    """Whether this is the answer as stored, as conditions know it, or the word for its absence."""
    if answer.value is None:
        return bool(wanted == str(answer.missing or "skipped"))
    wanted = wanted.isoformat() if isinstance(wanted, date) else wanted
    named = answer.value.get("name") if isinstance(answer.value, dict) else None
    return any(_same(known, wanted) for known in (answer.value, named_value(answer), named))


def _same(known: Any, wanted: Any) -> bool:
    """For Python true is 1."""
    return bool(known == wanted) and isinstance(known, bool) == isinstance(wanted, bool)


def show(answer: Answer) -> str:
    """An answer in short, for whoever tries a flow."""
    if answer.value is None:
        return str(answer.missing or "skipped")
    if isinstance(answer.value, dict) and "name" in answer.value:
        return str(answer.value["name"])
    return _shown(answer.value)


def _shown(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return ", ".join(map(str, value)) or "none of them"
        case dict():
            return ", ".join(f"{key} {_shown(each)}" for key, each in value.items())
        case _:
            return str(value)


def _timers(talk: Talk) -> str:
    due = sorted((at, purpose) for purpose, at in talk.timers.items())
    told = (f"{purpose} in {describe_duration(max(at - talk.now, timedelta()))}" for at, purpose in due)
    return ", ".join(told) or "none"


def so_far(talk: Talk) -> str:
    """How far a survey is, in one line."""
    given = ", ".join(f"{answer.node} = {show(answer)}" for answer in talk.run.answers)
    stands = f"waits at “{talk.run.node}”" if talk.run.status is RunStatus.WAITING else str(talk.run.status)
    return f"{given}; {stands}" if given else stands


def _other(key: str, message: str, expected: str, found: str) -> Mismatch:
    return Mismatch(("expect", key), message, expected=expected, found=found)
