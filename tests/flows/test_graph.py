"""What may precede what, what surely does, and circles, which no survey may have."""

from flows.graph import circle_in, graph_of, successors
from tests.flows.surveys import MORE, ask, say, survey

FORKED = survey(
    ask("csat", "visit", then={"1-2": "wrong"}),
    ask("text", "liked", next="bye"),
    ask("text", "wrong", when="visit == 1"),
    say("Bye.", id="bye"),
    say("Never said."),
)


def test_each_position_is_followed_by_all_that_it_may_lead_to() -> None:
    assert [successors(FORKED, at) for at in range(4)] == [(2, 1), (3,), (3,), (4,)]


def test_a_time_out_is_a_way_too() -> None:
    flow = survey(ask("csat", "visit", timeout={"after": "1 day", "to": "end"}), MORE)
    assert successors(flow, 0) == (1, 2)


def test_what_may_and_what_surely_precedes() -> None:
    graph = graph_of(FORKED)
    assert [graph.may_precede(at, 3) for at in range(3)] == [True, True, True]
    assert [graph.surely_precedes(at, 3) for at in range(3)] == [True, False, False]
    assert not graph.may_precede(1, 2)
    assert all(graph.reached)


def test_a_node_that_no_way_leads_to() -> None:
    flow = survey(ask("csat", "visit", next="end"), MORE, say("Bye."))
    assert graph_of(flow).reached == [True, False, False, True]


def test_a_circle_is_told_from_its_beginning_to_its_beginning() -> None:
    ways = [{"when": "again == 5", "to": "visit"}]
    flow = survey(say("Hello."), ask("csat", "visit"), MORE, ask("csat", "again", next=ways))
    assert circle_in(flow) == [1, 2, 3, 1]
    assert circle_in(FORKED) is None


def test_a_node_that_leads_to_itself() -> None:
    assert circle_in(survey(ask("csat", "visit", then={"1": "visit"}))) == [0, 0]


def test_a_long_flow_with_very_many_ways_is_no_trouble() -> None:
    """Two ways at each of five hundred nodes, and no recursion."""
    nodes = [ask("csat", f"n{at}", then={"1": f"n{at + 2}"}) for at in range(498)]
    flow = survey(*nodes, ask("csat", "n498"), ask("csat", "n499"))
    graph = graph_of(flow)
    assert circle_in(flow) is None
    assert [graph.surely_precedes(at, 500) for at in (0, 1, 498, 499)] == [True, False, False, True]
