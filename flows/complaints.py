"""When a run becomes a complaint, why, and by when a person must have answered."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from flows.conditions import holds, paths_of
from flows.definition import ComplaintRule
from flows.run import Complaint, Run
from flows.scene import DEFAULT_PRIORITY, Scene

OUTSIDE_THE_QUESTIONS = "A message outside the questions"
"""Stands in the place of a rule's name when a customer wrote what no question could read."""


def answered_values(run: Run) -> dict[str, object]:
    """The run's answers under the names that conditions use: by node, by kind of scale, and `mood`.

    Skipped, unanswered and unscored ones are left out, so that a condition on them is false.
    """
    values: dict[str, object] = {}
    for answer in run.answers:
        if answer.value is not None:
            values[answer.node] = answer.value
            if isinstance(answer.value, int):
                values[answer.kind] = answer.value
    if run.worst_mood is not None:
        values["mood"] = run.worst_mood
    return values


def first_match(rules: Iterable[ComplaintRule], values: Mapping[str, object]) -> ComplaintRule | None:
    return next((rule for rule in rules if holds(rule.when, values)), None)


def explain(rule: ComplaintRule, run: Run) -> str:
    """Why the rule fired, in words a person can check: `csat 2, mood -0.6 (csat <= 2 || mood <= -0.5)`."""
    known = [f"{name} {_shown(value)}" for name, value in answered_values(run).items() if _names(rule.when, name)]
    return f"{', '.join(known)} ({rule.when})" if known else rule.when


def _names(condition: str, name: str) -> bool:
    return any(path[0] == name for path in paths_of(condition))


def _shown(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def with_complaint(run: Run, scene: Scene, now: datetime) -> Run:
    """The run with the complaint that its answers make of it, if any. The first one stays: a run has one ticket."""
    if run.complaint is not None:
        return run
    rule = first_match(scene.complaints, {**scene.facts, **answered_values(run)})
    if rule is None:
        return run
    due_at = now + scene.response_time(rule.priority)
    complaint = Complaint(rule.name, explain(rule, run), rule.channel, rule.priority, since=now, due_at=due_at)
    return replace(run, complaint=complaint)


def outside_the_questions(scene: Scene, now: datetime) -> Complaint:
    """For words that no question could read, or that came when no question was open."""
    due_at = now + scene.response_time(DEFAULT_PRIORITY)
    why = "they wrote what no question asked for"
    return Complaint(OUTSIDE_THE_QUESTIONS, why, None, DEFAULT_PRIORITY, since=now, due_at=due_at)
