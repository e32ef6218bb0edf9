"""What stands at the lines of a drawing: who goes there."""

import pytest

from flows.definition import Flow
from flows.drawing.ways import Way, ways_from
from tests.flows.surveys import Written, ask, labelled, say, survey
from tests.flows.twenty_nodes import twenty_nodes

REST = [say("One.", id="one"), say("Two.", id="two")]
OPTIONS = labelled("late", "broken", "lost")


def leading(*nodes: Written) -> Flow:
    return survey(*nodes, *REST)


def labels(flow: Flow, at: int = 0) -> dict[str, str]:
    """By the id of where it leads: what takes it, with a ~ before what passes over."""
    ids = [*(node.id for node in flow.nodes), "end"]
    return {ids[way.to]: "~" * way.passes_over + ", ".join(way.takers) for way in ways_from(flow, at)}


def test_what_simply_follows_needs_no_word() -> None:
    assert ways_from(leading(say("Hello.")), 0) == [Way(0, 1)]


def test_each_branch_says_which_answers_take_it_and_what_is_left() -> None:
    flow = leading(ask("csat", "q", then={"1-2": "two", "5": "end"}))
    assert labels(flow) == {"two": "1-2", "end": "5", "one": "3-4"}


def test_branches_to_one_place_are_one_way() -> None:
    flow = leading(ask("choice", "q", options=OPTIONS, then={"late": "two", "lost": "two"}))
    assert labels(flow) == {"two": "late, lost", "one": "broken"}


def test_where_all_lead_to_one_place_no_answer_is_named() -> None:
    flow = leading(ask("csat", "q", then={"1-2": "one"}))
    assert labels(flow) == {"one": ""}


def test_a_way_that_no_answer_takes_is_not_drawn() -> None:
    flow = leading(ask("csat", "q", then={"1-3": "two", "4-5": "end"}))
    assert labels(flow) == {"two": "1-3", "end": "4-5"}


@pytest.mark.parametrize("missing", [{"optional": True}, {"tries": 2}, {"timeout": {"after": "1 day"}}])
def test_what_stays_without_an_answer_is_left(missing: dict[str, object]) -> None:
    flow = leading(ask("csat", "q", then={"1-3": "two", "4-5": "end"}, **missing))
    assert labels(flow) == {"two": "1-3", "end": "4-5", "one": "skipped"}


def test_a_consent_says_yes_or_no() -> None:
    flow = leading(ask("consent", "q", version="1", then={"no": "two"}))
    assert labels(flow) == {"two": "no", "one": "yes"}


def test_where_too_many_answers_are_left_they_are_the_others() -> None:
    many = labelled("a", "b", "c", "d", "e")
    flow = leading(ask("choice", "q", options=many, then={"a": "two"}))
    assert labels(flow) == {"two": "a", "one": "else"}
    assert labels(leading(ask("number", "q", then={"1-9": "two"}))) == {"two": "1-9", "one": "else"}


def test_conditions_stand_as_they_are_written() -> None:
    jumps = [{"when": "q >= 4", "to": "two"}, {"to": "end"}]
    assert labels(leading(ask("csat", "q", next=jumps))) == {"two": "q >= 4", "end": "else"}
    mixed = leading(ask("csat", "q", then={"1": "end"}, next=[{"when": "q == 5", "to": "two"}]))
    assert labels(mixed) == {"end": "1", "two": "q == 5", "one": "else"}


def test_a_time_out_with_a_way_of_its_own_says_after_how_long() -> None:
    flow = leading(ask("text", "q", timeout={"after": "2 days", "to": "two"}))
    assert labels(flow) == {"one": "", "two": "after 2 days"}


def test_passing_over_is_a_way_only_where_it_leads_elsewhere() -> None:
    assert labels(leading(say("Hello.", when="csat > 3"))) == {"one": ""}
    assert labels(leading(say("Hello.", when="csat > 3", next="two"))) == {"two": "", "one": "~if not"}


def test_ways_of_the_twenty_nodes() -> None:
    flow = twenty_nodes()
    told = {node.id: labels(flow, at) for at, node in enumerate(flow.nodes)}
    assert told["trouble"] == {
        "arrived": "late",
        "damage": "damaged",
        "missing": "missing",
        "story": "other, skipped",
    }
    assert told["story"] == {"collection": "", "apology": "after 2 days"}
    assert told["collection"] == {"collection.may_call": "", "apology": "~if not"}
    assert told["promise"] == {"end": "", "thanks": "~if not"}
