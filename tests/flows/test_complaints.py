"""When a person must look, and what staff are told about the reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.complaints import explain, outside_the_questions, says_something, with_complaint
from flows.definition import ComplaintRule, Flow
from flows.moment import Moment
from flows.run import Answer, Complaint, Run, Value
from flows.scene import DEFAULT_PRIORITY, ONE_WORKING_DAY, Scene
from tests.flows.host import MORNING

HOUR = timedelta(hours=1)
SCENE = Scene(
    facts={"purchase": {"amount": 250.0}, "customer": {"tags": ["vip", "online"]}},
    fallback_language="en",
    complaints=(
        ComplaintRule(name="Big and bad", when="csat <= 3 && purchase.amount >= 200.0", priority="high"),
        ComplaintRule(name="Bad", when="csat <= 2 || mood <= -0.5", channel="#complaints"),
    ),
    first_response={"high": HOUR},
)
FLOW = Flow.model_validate({"nodes": [{"id": "rating", "ask": "csat", "text": {"en": "How was it?"}}]})
MOMENT = Moment(FLOW, SCENE, MORNING)
LATER = Moment(FLOW, SCENE, MORNING + HOUR)


def a_run(*values: tuple[str, str, Value | None], mood: float | None = None) -> Run:
    answers = (
        Answer(node, kind, position, value, "en", MORNING)
        for position, (node, kind, value) in enumerate(values, start=1)
    )
    return Run(id=1, language="en", answers=tuple(answers), worst_mood=mood)


def test_the_first_rule_that_matches_decides() -> None:
    run = with_complaint(a_run(("rating", "csat", 2)), MOMENT)
    assert run.complaint == Complaint(
        rule="Big and bad",
        why="csat is 2 of 5, purchase.amount is 250.00 (csat <= 3 && purchase.amount >= 200.0)",
        channel=None,
        priority="high",
        since=MORNING,
        due_at=MORNING + HOUR,
    )


def test_a_priority_without_an_sla_promises_a_working_day() -> None:
    run = with_complaint(a_run(mood=-0.75), MOMENT)
    assert run.complaint is not None
    assert (run.complaint.rule, run.complaint.channel) == ("Bad", "#complaints")
    assert run.complaint.priority == DEFAULT_PRIORITY
    assert run.complaint.due_at == MORNING + ONE_WORKING_DAY


def test_a_run_without_reason_to_complain_stays_as_it_is() -> None:
    run = a_run(("rating", "csat", 4), mood=0.5)
    assert with_complaint(run, MOMENT) == run


def test_the_first_complaint_stays() -> None:
    first = with_complaint(a_run(mood=-0.75), MOMENT)
    rated = replace(first, answers=a_run(("rating", "csat", 1)).answers)
    assert with_complaint(rated, LATER) is rated


@pytest.mark.parametrize(
    "run",
    [a_run(), a_run(("rating", "csat", None)), a_run(("rating", "nps", 0)), a_run(("rating", "text", "1"))],
)
def test_what_was_not_answered_is_no_complaint(run: Run) -> None:
    assert with_complaint(run, MOMENT).complaint is None


def test_conditions_know_answers_by_node_and_by_kind() -> None:
    run = a_run(("first", "csat", 5), ("second", "csat", 1), ("why", "text", "Late"), ("more", "text", None))
    values = {"first": 5, "second": 1, "csat": 1, "why": "Late"}
    assert MOMENT.values(run) == {**SCENE.facts, **values}


def test_the_worst_words_so_far_count_even_where_they_are_no_answer() -> None:
    angry = with_complaint(a_run(("rating", "csat", 5), mood=-0.5), MOMENT)
    assert angry.complaint is not None
    assert angry.complaint.why == "mood is -0.50 (mood <= -0.5)"
    assert with_complaint(a_run(mood=0.0), MOMENT).complaint is None


LONG = "It came late and the box was open. Nobody answered the phone either, for days."


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("csat <= 2 || mood <= -0.5", "csat is 2 of 5 (csat <= 2)"),
        ("csat <= 2 || mood <= 0.9", "csat is 2 of 5 (csat <= 2); mood is 0.30 (mood <= 0.9)"),
        (
            "(nps <= 6 || ces <= 3) && csat < 4",
            "nps is 0 of 10, csat is 2 of 5 ((nps <= 6 || ces <= 3) && csat < 4)",
        ),
        ("rating <= 2", "rating is 2 (rating <= 2)"),
        ('what == "late"', 'what is “late” (what == "late")'),
        (
            "size(why) > 5",
            "why is “It came late and the box was open. Nobody answered the phone…” (size(why) > 5)",
        ),
        ('"vip" in customer.tags', 'customer.tags is vip, online ("vip" in customer.tags)'),
        ("purchase.amount > 99.5", "purchase.amount is 250.00 (purchase.amount > 99.5)"),
        ("customer.loyal", "customer.loyal is True (customer.loyal)"),
        ("size(customer.notes) == 0", "customer.notes is empty (size(customer.notes) == 0)"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_staff_read_what_was_answered_and_which_part_of_the_rule_it_met(when: str, why: str) -> None:
    run = a_run(
        ("rating", "csat", 2),
        ("loyal", "nps", 0),
        ("what", "choice", "late"),
        ("why", "text", LONG),
    )
    values = {
        **MOMENT.values(run),
        "purchase": {"amount": 250.0},
        "customer": {"tags": ["vip", "online"], "loyal": True, "notes": []},
        "mood": 0.3,
    }
    assert explain(ComplaintRule(name="Any", when=when), values) == why


def test_a_message_outside_the_questions_goes_to_the_default_channel() -> None:
    complaint = outside_the_questions(SCENE, MORNING)
    assert (complaint.channel, complaint.priority) == (None, DEFAULT_PRIORITY)
    assert (complaint.since, complaint.due_at) == (MORNING, MORNING + ONE_WORKING_DAY)


@pytest.mark.parametrize(
    "text",
    ["The parcel never came", "where is it", "https://bottegarossi.example/photos/broken-mug-in-its-box.jpg"],
)
def test_more_than_a_word_or_two_needs_a_person(text: str) -> None:
    assert says_something(text)


@pytest.mark.parametrize("text", ["", "hm", "six stars", "Thank you so much!", "nothing to add", "👍👍👍"])
def test_a_word_or_two_and_courtesies_need_nobody(text: str) -> None:
    assert not says_something(text)
