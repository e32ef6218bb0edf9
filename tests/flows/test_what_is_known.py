"""What a text may show without a default: what is known wherever it is said."""

import pytest

from flows.checks import Setting, check_flow
from tests.flows.surveys import Written, ask, labelled, say, survey


def missing(*nodes: Written, **keys: object) -> list[str]:
    return [problem.message for problem in check_flow(survey(*nodes, **keys), Setting())]


@pytest.mark.parametrize(
    ("keys", "is_sure"), [({}, True), ({"optional": True}, False), ({"tries": 2}, False)]
)
def test_things_that_must_all_be_rated(keys: dict[str, object], is_sure: bool) -> None:
    parts = ask("aspects", "parts", items=labelled("box", "mug"), **keys)
    found = missing(parts, say("{{ parts.box }} {{ parts.mug }}"))
    assert found == ([] if is_sure else ["`parts.box` can be missing"])


@pytest.mark.parametrize(
    ("condition", "is_sure"),
    [
        ("reason.contains('box')", True),
        ("visit <= 2 && (reason == 'late')", True),
        ("visit <= 2 || reason == 'late'", False),
        ("!(reason == 'late')", False),
        ("(visit <= 2 && reason == 'late') == false", False),
        ("visit <= 2", False),
    ],
)
def test_what_the_condition_of_the_node_makes_sure_of(condition: str, is_sure: bool) -> None:
    nodes = ask("csat", "visit"), ask("text", "reason", optional=True), say("{{ reason }}", when=condition)
    assert missing(*nodes) == ([] if is_sure else ["`reason` can be missing"])


def test_another_name_of_a_date_is_a_date() -> None:
    words = "{{ day | date: 'full' }} {{ paid_in }} {{ 5 | money: paid_in }}"
    computed = {"day": "visit", "paid_in": " purchase.currency"}
    assert missing(ask("date", "visit"), say(words), let=computed) == []


def test_facts_may_change_whatever_a_condition_says() -> None:
    shown = say("{{ purchase.brand }}", when="purchase.brand == 'Rossi'")
    assert missing(ask("csat", "visit"), shown) == ["`purchase.brand` can be missing"]


@pytest.mark.parametrize(
    ("words", "condition", "found"),
    [
        ("{{ ratio }}", "weight > 1", ["`ratio` can be missing"]),
        ("{{ ratio }}", "ratio > 1", []),
        ("{{ ratio | default: 0 | money: 'EUR' }} {{ average | number }}", "weight > 1", []),
    ],
)
def test_what_a_division_gives_can_be_missing(words: str, condition: str, found: list[str]) -> None:
    computed = {"ratio": "10 / weight", "average": "(weight + weight) / 2"}
    assert missing(ask("number", "weight"), say(words, when=condition), let=computed) == found
