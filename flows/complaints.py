"""When a run becomes a complaint, why, and by when a person must have answered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from flows.answers import is_skip, is_thanks
from flows.conditions import holds
from flows.conditions.tokens import mentions, scan, split
from flows.definition import ComplaintRule, Scale
from flows.facts import MOOD
from flows.moment import Moment
from flows.names import Path, value_at
from flows.run import Complaint, Run
from flows.scene import DEFAULT_PRIORITY, Scene

OUTSIDE_THE_QUESTIONS = "A message outside the questions"
"""Stands in the place of a rule's name when a customer wrote what no question could read."""

NOT_ANSWERED = "A question that could not be answered"
"""The same when a person is called because a customer's tries could not be taken."""

_A_WORD_OR_TWO = 2
_LONGEST_WORDS = 40
_LONGEST_QUOTE = 60


def with_complaint(run: Run, moment: Moment) -> Run:
    """The run with the complaint that its answers make of it, if any. The first one stays, unless an answer
    was changed before it had its ticket, and it is none any more.
    """
    scene = moment.scene
    values = _with_all_moods(moment.values(run), run)
    if run.complaint is not None and (run.ticket_open or _still_holds(run.complaint, scene, values)):
        return run
    rule = next((rule for rule in scene.complaints if holds(rule.when, values)), None)
    if rule is None:
        return run if run.complaint is None else replace(run, complaint=None)
    due_at = moment.now + scene.response_time(rule.priority)
    why = explain(rule, values)
    return replace(run, complaint=Complaint(rule.name, why, rule.channel, rule.priority, moment.now, due_at))


def _with_all_moods(values: dict[str, object], run: Run) -> dict[str, object]:
    """Words that were no answer count, too."""
    known = [mood for mood in (values.get(MOOD), run.worst_mood) if isinstance(mood, int | float)]
    return {**values, MOOD: min(known)} if known else values


def _still_holds(complaint: Complaint, scene: Scene, values: Mapping[str, object]) -> bool:
    """A complaint whose rule is no longer in the configuration stays one."""
    rule = next((rule for rule in scene.complaints if rule.name == complaint.rule), None)
    return rule is None or holds(rule.when, values)


def outside_the_questions(scene: Scene, now: datetime) -> Complaint:
    """For words that no question could read, or that came when no question was open."""
    due_at = now + scene.response_time(DEFAULT_PRIORITY)
    why = "the customer wrote what no question asked for"
    return Complaint(OUTSIDE_THE_QUESTIONS, why, None, DEFAULT_PRIORITY, now, due_at)


def not_answered(question: str, tries: int, moment: Moment) -> Complaint:
    """For a question to which none of so many tries was an answer, where the flow wants a person then."""
    due_at = moment.now + moment.scene.response_time(DEFAULT_PRIORITY)
    why = f"{_quote(question)} was asked, and {tries} {'try' if tries == 1 else 'tries'} could not be taken"
    return Complaint(NOT_ANSWERED, why, None, DEFAULT_PRIORITY, moment.now, due_at)


def says_something(text: str) -> bool:
    """Whether words that answer no question need a person: more than a word or two, and no mere courtesy."""
    long = len(text.split()) > _A_WORD_OR_TWO or len(text) > _LONGEST_WORDS
    return long and not is_skip(text) and not is_thanks(text)


def explain(rule: ComplaintRule, values: Mapping[str, object]) -> str:
    """Why the rule fired, for staff to check: `csat is 2 of 5 (csat <= 2); mood is -0.60 (mood <= -0.5)`.

    `values` are those of `Moment.values`. Of what `||` joins, only the parts that are true are told.
    """
    return "; ".join(_explain_part(part, values) for part in _true_parts(rule.when, values))


def _true_parts(condition: str, values: Mapping[str, object]) -> list[str]:
    parts = split(scan(condition), "||")
    sources = [condition[part[0].offset : part[-1].end] for part in parts]
    return [source for source in sources if holds(source, values)]


def _explain_part(condition: str, values: Mapping[str, object]) -> str:
    known = [(path, value_at(values, path)) for path in _in_order(condition)]
    told = [f"{'.'.join(path)} is {_shown(path, value)}" for path, value in known if value is not None]
    return f"{', '.join(told)} ({condition})" if told else condition


def _in_order(condition: str) -> list[Path]:
    return list(dict.fromkeys(mention.path for mention in mentions(scan(condition))))


def _shown(path: Path, value: object) -> str:
    match value:
        case int() if path[0] in list(Scale):
            return f"{value} of {Scale(path[0]).highest}"
        case float():
            return f"{value:.2f}"
        case str():
            return _quote(value)
        case list() | tuple():
            return ", ".join(map(str, value)) or "empty"
        case _:
            return str(value)


def _quote(words: str) -> str:
    short = words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()}…"
    return f"“{short}”"
