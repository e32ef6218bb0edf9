"""Which answers go along when a run is moved to another revision of its flow, and what of the others."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from flows.definition import Flow
from flows.effects import Ask, OpenTicket
from flows.engine.moving import Carried, Migration, carry, move_to
from flows.run import Answer, Complaint, Run, RunStatus, Value
from flows.scene import Scene

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
SCENE = Scene({}, "en")
TEXT = {"en": "?"}


def a_flow(*questions: dict[str, Any]) -> Flow:
    return Flow.model_validate({"nodes": [{"text": TEXT} | question for question in questions]})


def options(*ids: str) -> list[dict[str, Any]]:
    return [{"id": each, "text": TEXT} for each in ids]


WHY = {"id": "why", "ask": "text"}
SCORE = {"id": "score", "ask": "csat"}
CHOICE = {"id": "q", "ask": "choice", "options": options("a", "b")}
MULTI = {"id": "q", "ask": "multi", "options": options("a", "b")}
RATING = {"id": "q", "ask": "rating", "steps": 5}
ASPECTS = {"id": "q", "ask": "aspects", "items": options("a", "b")}
NUMBER = {"id": "q", "ask": "number", "min": 0, "max": 9, "decimals": 1}
DATE = {"id": "q", "ask": "date", "earliest": "today"}
CONSENT = {"id": "q", "ask": "consent", "version": "1"}
YES: Value = {"given": True, "version": "1"}


def a_run(*answers: Answer) -> Run:
    return Run(1, "en", step_number=3, status=RunStatus.WAITING, node="reason", answers=answers)


def an_answer(node: str, kind: str, value: Value | None) -> Answer:
    return Answer(node, kind, 1, value, "en", NOW - timedelta(days=3))


@pytest.mark.parametrize(
    ("asked", "value", "asked_now", "goes_along"),
    [
        (CHOICE, "a", CHOICE | {"options": options("c", "a")}, True),
        (CHOICE, "a", CHOICE | {"options": options("b", "c")}, False),
        (CHOICE, "a", MULTI, False),
        (CHOICE, "a", RATING, False),
        (CHOICE, "a", WHY | {"id": "q"}, False),
        (CHOICE, None, CHOICE | {"options": options("b", "c")}, True),
        (MULTI, ["a", "b"], MULTI, True),
        (MULTI, ["a", "b"], MULTI | {"max": 1}, False),
        (MULTI, ["a", "b"], MULTI | {"options": options("b", "c")}, False),
        (RATING, 5, RATING | {"low": TEXT}, True),
        (RATING, 5, RATING | {"steps": 10}, False),
        (ASPECTS, {"a": 1, "b": 5}, ASPECTS | {"items": options("b", "a")}, True),
        (ASPECTS, {"a": 1, "b": 5}, ASPECTS | {"items": options("a", "b", "c")}, False),
        (ASPECTS, {"a": 1, "b": 5}, ASPECTS | {"steps": 7}, False),
        (ASPECTS, {"b": 5}, ASPECTS, True),
        (ASPECTS, {"b": 5}, ASPECTS | {"items": options("b", "c")}, False),
        (NUMBER, 2.5, NUMBER | {"max": 3}, True),
        (NUMBER, 2.5, NUMBER | {"max": 2}, False),
        (NUMBER, 2.5, NUMBER | {"decimals": 0}, False),
        (DATE, (NOW - timedelta(days=3)).date().isoformat(), DATE, True),
        (DATE, (NOW - timedelta(days=3)).date().isoformat(), DATE | {"earliest": "+1 day"}, False),
        (CONSENT, YES, CONSENT, True),
        (CONSENT, YES, CONSENT | {"version": "2"}, False),
        (WHY | {"id": "q"}, "Late", WHY | {"id": "q", "max_length": 4}, True),
        (WHY | {"id": "q"}, "Late", WHY | {"id": "q", "max_length": 3}, False),
    ],
)
def test_an_answer_goes_along_where_it_could_be_given_and_means_the_same(
    asked: dict[str, Any], value: Value | None, asked_now: dict[str, Any], goes_along: bool
) -> None:
    answer = an_answer("q", asked["ask"], value)
    carried = carry(Migration(a_flow(asked), a_flow(asked_now)), a_run(answer), SCENE, NOW)
    assert carried == (Carried(a_run(answer), {"q": "q"}, ()) if goes_along else Carried(a_run(), {}, ("q",)))


def test_the_map_names_answers_anew_and_they_may_change_places() -> None:
    first, second = an_answer("a", "text", "One"), an_answer("b", "text", "Two")
    flow = a_flow(WHY | {"id": "a"}, WHY | {"id": "b"})
    carried = carry(Migration(flow, flow, {"a": "b", "b": "a"}), a_run(first, second), SCENE, NOW)
    assert carried.run.answers == (replace(first, node="b"), replace(second, node="a"))
    carried = carry(Migration(flow, flow, {"b": "a"}), a_run(first, second), SCENE, NOW)
    assert (carried.run.answers, carried.left) == ((replace(second, node="a"),), ("a",))


@pytest.mark.parametrize(("moves", "is_told"), [({"satisfaction": "score"}, False), ({}, True)])
def test_a_complaint_whose_reason_stays_behind_is_told_at_once(moves: dict[str, str], is_told: bool) -> None:
    old, new = a_flow(SCORE | {"id": "satisfaction"}, WHY | {"id": "reason"}), a_flow(SCORE, WHY)
    complaint = Complaint("Unhappy", "csat is 1", None, "high", NOW, NOW)
    run = replace(a_run(an_answer("satisfaction", "csat", 1)), complaint=complaint)
    carried = carry(Migration(old, new, {"reason": "why", **moves}), run, SCENE, NOW)
    run, effects = move_to(new, "why", carried, SCENE, NOW)
    assert (run.node, run.complaint, run.ticket_open) == ("why", complaint, is_told)
    assert [type(effect) for effect in effects if isinstance(effect, OpenTicket | Ask)] == (
        [OpenTicket, Ask] if is_told else [Ask]
    )
