"""What an admin sets as limits, at their edges."""

from datetime import date

import pytest

from flows.definition import QuestionNode
from flows.limits import Refused, beyond_limits, days_of
from flows.phrases import Phrase
from flows.run import Value
from tests.flows.surveys import ask, labelled, survey

TODAY = date(2026, 11, 20)


def node(kind: str, **keys: object) -> QuestionNode:
    return survey(ask(kind, "it", **keys)).question("it")


CODE = node("text", min_length=2, max_length=3)
DAY = node("date", earliest="-2 days", latest="2026-12-24")
SOME = node("multi", options=labelled("a", "b", "c"), min=2, max=2)
PRICE = node("number", min=0.5, max=10, decimals=2)


@pytest.mark.parametrize(
    ("question", "value", "refused"),
    [
        (CODE, "a", Refused(Phrase.TEXT_TOO_SHORT, {"least": 2})),
        (CODE, "ab", None),
        (CODE, "abc", None),
        (CODE, "abcd", Refused(Phrase.TEXT_TOO_LONG, {"most": 3})),
        (node("text", pattern="[a-z]+"), "ab", None),
        (node("text", pattern="[a-z]+"), "ab1", Refused(Phrase.TEXT_NOT_ACCEPTED)),
        (PRICE, 0.5, None),
        (PRICE, 0.49, Refused(Phrase.NUMBER_OUT_OF_RANGE, {"lowest": 0.5, "highest": 10})),
        (PRICE, 10.01, Refused(Phrase.NUMBER_OUT_OF_RANGE, {"lowest": 0.5, "highest": 10})),
        (node("number", max=0), 1, Refused(Phrase.NUMBER_OUT_OF_RANGE, {"highest": 0})),
        (node("number"), -(10**12), None),
        (DAY, "2026-11-18", None),
        (DAY, "2026-12-24", None),
        *(
            (
                DAY,
                day,
                Refused(
                    Phrase.DATE_OUT_OF_RANGE, {"earliest": date(2026, 11, 18), "latest": date(2026, 12, 24)}
                ),
            )
            for day in ("2026-11-17", "2026-12-25")
        ),
        (node("date", latest="today"), "2026-11-21", Refused(Phrase.DATE_OUT_OF_RANGE, {"latest": TODAY})),
        (SOME, ["a"], Refused(Phrase.CHOOSE_AT_LEAST, {"least": 2})),
        (SOME, ["a", "b"], None),
        (SOME, ["a", "b", "c"], Refused(Phrase.CHOOSE_AT_MOST, {"most": 2})),
        (SOME, [], Refused(Phrase.CHOOSE_AT_LEAST, {"least": 2})),
        (SOME.model_copy(update={"none": True}), [], None),
        (node("csat"), 9, None),
    ],
)
def test_an_answer_at_the_edge_of_what_can_be_taken(
    question: QuestionNode, value: Value, refused: Refused | None
) -> None:
    assert beyond_limits(question, value, TODAY) == refused


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("today", TODAY),
        ("-30 days", date(2026, 10, 21)),
        ("+1 day", date(2026, 11, 21)),
        ("2027-02-28", date(2027, 2, 28)),
        (None, None),
    ],
)
def test_days_are_counted_from_the_customers_day(written: str | None, day: date | None) -> None:
    question = node("date", earliest=written)
    assert days_of(question, TODAY) == (day, None)  # type: ignore[arg-type]  # a date node, by its kind


def test_a_day_that_no_calendar_has() -> None:
    with pytest.raises(ValueError, match="out of range"):
        days_of(node("date", latest="2026-02-30"), TODAY)  # type: ignore[arg-type]  # a date node, by its kind
