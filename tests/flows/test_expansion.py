"""Sub-flows in their places, and calls without end."""

import pytest

from flows.definition import Flow
from flows.expansion import DEEPEST, MOST_NODES, Circle, TooManyNodes, expand
from tests.flows.surveys import MORE, Written, ask, survey

INNER = survey(ask("csat", "part"), let={"twice": "part + part"}, split={"way": {"a": 1, "b": 1}})


def call(flow: str) -> Written:
    return {"flow": flow, "id": "one", "when": "1 < 2", "next": "end"}


def test_a_flow_that_calls_nothing_stays_as_it_is() -> None:
    assert expand(INNER, {}) is INNER


def test_the_call_keeps_its_condition_and_the_return_its_ways_on() -> None:
    flow = expand(survey(call("inner")), {"inner": INNER})
    start, _, end = flow.nodes
    assert (start.when, start.next) == ("1 < 2", ())
    assert (end.id, end.when, [jump.to for jump in end.next]) == ("one.end", None, ["end"])


def test_what_is_computed_and_split_gets_the_name_of_the_call_before_its_own() -> None:
    flow = expand(survey(call("inner"), let={"twice": "1 + 1"}), {"inner": INNER})
    assert flow.let == {"twice": "1 + 1", "one.twice": "part + part"}
    assert list(flow.split) == ["one.way"]


def test_an_expanded_flow_is_the_same_after_it_was_stored() -> None:
    flow = expand(survey(call("inner"), MORE), {"inner": INNER})
    assert Flow.model_validate(flow.model_dump(mode="json")) == flow


def test_a_flow_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="gone"):
        expand(survey(call("gone")), {})


@pytest.mark.parametrize(
    "flows",
    [
        {"a": survey(call("a"))},
        {"a": survey(call("b")), "b": survey(call("a"))},
        {"a": survey(call("b")), "b": survey(MORE, call("c")), "c": survey(call("b"))},
    ],
    ids=["itself", "each other", "further on"],
)
def test_calls_in_a_circle(flows: dict[str, Flow]) -> None:
    with pytest.raises(Circle):
        expand(flows["a"], flows)


def test_calls_may_be_so_deep_and_no_deeper() -> None:
    flows = {f"f{at}": survey(call(f"f{at + 1}")) for at in range(DEEPEST)} | {f"f{DEEPEST}": INNER}
    assert expand(flows["f0"], flows).nodes[DEEPEST].id == ".".join(["one"] * DEEPEST) + ".part"
    with pytest.raises(Circle):
        expand(survey(call("f0")), flows)


def test_a_flow_has_so_many_nodes_and_no_more() -> None:
    most = [ask("csat", f"n{at}") for at in range(MOST_NODES)]
    assert expand(survey(*most), {}) == survey(*most)
    with pytest.raises(TooManyNodes):
        expand(survey(*most, MORE), {})


def test_calls_within_calls_do_not_multiply() -> None:
    """Eight calls of eight calls, as deep as calls may be, would be more than 30,000 nodes."""
    flows = {
        f"f{at}": survey(*({"flow": f"f{at + 1}", "id": f"c{number}"} for number in range(8)))
        for at in range(DEEPEST)
    }
    with pytest.raises(TooManyNodes):
        expand(flows["f0"], flows | {f"f{DEEPEST}": INNER})
