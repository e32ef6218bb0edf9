"""Answers that take several taps, tap by tap; what comes from a device may be any text."""

from datetime import date

import pytest

from flows.definition import QuestionNode
from flows.drafts import Drafted, draft_of, picked, rated, take_tap
from flows.limits import Refused
from flows.phrases import Phrase
from flows.reading import read_tap
from flows.run import Draft, Value
from tests.flows.surveys import ask, labelled, survey

TODAY = date(2026, 11, 20)


def node(kind: str, **keys: object) -> QuestionNode:
    return survey(ask(kind, "it", **keys)).question("it")


SOME = node("multi", options=labelled("a", "b", "c"), max=2)
RATED = node("aspects", items=labelled("box", "price"), steps=3)
DAY = node("date")


@pytest.mark.parametrize(
    ("question", "draft", "choice", "outcome"),
    [
        (SOME, {}, "1", Drafted({"picked": ["b"]})),
        (SOME, {"picked": ["b"]}, "0", Drafted({"picked": ["a", "b"]})),
        (SOME, {"picked": ["a", "b"]}, "0", Drafted({"picked": ["b"]})),
        (SOME, {"picked": ["a", "b"]}, "2", Refused(Phrase.CHOOSE_AT_MOST, {"most": 2})),
        (SOME, {"picked": ["a", "b"]}, "done", ["a", "b"]),
        (SOME, {}, "done", Refused(Phrase.CHOOSE_AT_LEAST, {"least": 1})),
        (SOME.model_copy(update={"min": 0}), {}, "done", []),
        (SOME.model_copy(update={"none": True}), {"picked": ["a"]}, "none", []),
        *((SOME, {}, choice, None) for choice in ("none", "3", "-1", "a", "01", "", "²")),
        (RATED, {}, "0.3", Drafted({"rated": {"box": 3}})),
        (RATED, {"rated": {"box": 3}}, "1.1", {"box": 3, "price": 1}),
        (RATED, {"rated": {"box": 3}}, "0.2", Drafted({"rated": {"box": 2}})),
        (RATED, {"rated": {"price": 3}}, "0.2", {"box": 2, "price": 3}),
        *((RATED, {}, choice, None) for choice in ("0", "0.4", "0.0", "2.1", ".1", "0.", "0.1.1", "done")),
        (DAY, {}, "2026-12", Drafted({"month": "2026-12"})),
        *((DAY, {}, choice, None) for choice in ("2026-13", "2026-1", "-", "2026-W1", "0000-01", "done")),
        (node("csat"), {}, "1", None),
    ],
)
def test_what_a_tap_makes_of_what_is_picked_so_far(
    question: QuestionNode, draft: Draft, choice: str, outcome: Value | Drafted | Refused | None
) -> None:
    assert take_tap(question, choice, draft, TODAY) == outcome


@pytest.mark.parametrize("choice", ["2026-02-30", "2026-W47-5", "20261120", "2026-11-2", "+026-11-20"])
def test_a_tapped_day_is_one_that_the_calendar_shows(choice: str) -> None:
    assert read_tap(DAY, choice) is None


def test_who_changes_an_answer_begins_with_what_was_picked() -> None:
    assert draft_of(SOME, ["a", "c"]) == {"picked": ["a", "c"]}
    assert draft_of(DAY, "2026-10-05") == {"month": "2026-10"}
    assert draft_of(RATED, {"box": 3, "price": 1}) == {}
    assert draft_of(SOME, None) == {}


@pytest.mark.parametrize("draft", [{}, {"picked": "a", "rated": 3}, {"picked": None, "rated": None}])
def test_a_draft_of_another_shape_is_none(draft: Draft) -> None:
    assert (picked(draft), rated(draft)) == ([], {})
