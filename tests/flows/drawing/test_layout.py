"""Whatever a flow looks like: nothing lies on top of anything else, and everything goes down."""

from itertools import combinations, pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from flows.definition import Flow, SubflowNode
from flows.drawing.columns import separate
from flows.drawing.crossings import count_crossings, reduce_crossings
from flows.drawing.layers import layer_nodes
from flows.drawing.layout import Link, Size, lay_out
from tests.flows.drawing.graphs import boxes, crossed, drawn, flows, frames, label_of, points
from tests.flows.surveys import ask, say, survey
from tests.flows.twenty_nodes import twenty_nodes


@given(flows())
def test_every_node_is_drawn_once(flow: Flow) -> None:
    positions = [box.at for box in drawn(flow).boxes if box.at is not None]
    assert sorted(positions) == list(range(len(flow.nodes)))


@given(flows())
def test_no_two_boxes_overlap(flow: Flow) -> None:
    picture = drawn(flow)
    for one, two in combinations(boxes(picture), 2):
        assert not one.overlaps(two), (one, two)
    for frame in frames(picture):
        for other in [*boxes(picture), *frames(picture)]:
            assert frame.contains(other) or other.contains(frame) or not frame.overlaps(other), (frame, other)


@given(flows())
def test_everything_lies_on_the_page(flow: Flow) -> None:
    picture = drawn(flow)
    shapes = [*boxes(picture), *frames(picture), *filter(None, map(label_of, picture.lines))]
    assert min(shape.left for shape in shapes) >= -1e-6
    assert max(shape.right for shape in shapes) <= picture.size.width + 1e-6
    assert max(shape.bottom for shape in shapes) <= picture.size.height + 1e-6


@given(flows())
def test_lines_go_down_from_their_node_to_where_it_leads(flow: Flow) -> None:
    picture = drawn(flow)
    places = {box.at: box for box in picture.boxes}
    for line in picture.lines:
        heights = [height for stop in line.route.stops for height in (stop.top, stop.bottom)]
        assert heights == sorted(heights)
        assert heights[-1] > heights[0]
        start, end = places[line.way.start], places.get(line.way.to)
        assert heights[0] >= start.y + start.face.size.height - 1e-6
        if end is not None:
            assert abs(heights[-1] - end.y) < 1e-6
            assert end.x <= line.route.stops[-1].x <= end.x + end.face.size.width


@given(flows())
def test_no_line_runs_through_a_box_or_the_label_of_another(flow: Flow) -> None:
    picture = drawn(flow)
    labels = [(line, label) for line in picture.lines if (label := label_of(line)) is not None]
    for line in picture.lines:
        others = [*boxes(picture), *(label for other, label in labels if other is not line)]
        for x, y in points(line):
            assert not any(other.holds(x, y) for other in others), (line.way, x, y)


@given(flows())
def test_no_label_lies_on_a_box_or_on_another_label(flow: Flow) -> None:
    picture = drawn(flow)
    labels = [label for line in picture.lines if (label := label_of(line)) is not None]
    for one, two in combinations(labels, 2):
        assert not one.overlaps(two), (one, two)
    for label in labels:
        assert not any(label.overlaps(box) for box in boxes(picture)), label


def test_what_no_way_leads_to_is_drawn_all_the_same() -> None:
    flow = survey(say("Hello.", id="one", next="end"), say("Nobody reads this.", id="two"))
    assert {box.at for box in drawn(flow).boxes} == {0, 1, None}


def test_what_no_way_leads_to_stands_below_all_else() -> None:
    flow = survey(
        say("Hello.", id="one", next="four"),
        ask("csat", "two", then={"1": "four"}),
        say("Nobody reads this.", id="three"),
        say("Bye.", id="four"),
    )
    picture = drawn(flow)
    dotted = {box.at: box for box in picture.boxes if not box.is_reached}
    assert set(dotted) == {1, 2}
    others = [box.y + box.face.size.height for box in picture.boxes if box.is_reached]
    assert min(box.y for box in dotted.values()) > max(others)
    assert {(line.way.start, line.way.to) for line in picture.lines} == {(0, 3), (1, 2), (3, 4)}


def test_a_thousand_nodes_in_a_row_are_drawn() -> None:
    flow = survey(*(say("On.", id=f"n{at}") for at in range(1000)))
    assert len(drawn(flow).lines) == 1000


def test_a_frame_holds_the_nodes_of_its_sub_flow_and_no_other() -> None:
    flow, picture = twenty_nodes(), drawn(twenty_nodes())
    (frame,) = frames(picture)
    (call,) = (at for at, node in enumerate(flow.nodes) if isinstance(node, SubflowNode))
    inside = {box.at for box in picture.boxes if box.at is not None and frame.holds(box.x + 1, box.y + 1)}
    assert {flow.nodes[at].id for at in inside} == {
        node.id for node in flow.nodes if node.id.startswith("collection")
    }
    assert call in inside


def test_the_twenty_nodes_cross_no_lines() -> None:
    for one, two in combinations(drawn(twenty_nodes()).lines, 2):
        if {one.way.start, one.way.to}.isdisjoint({two.way.start, two.way.to}):
            pieces = product(pairwise(points(one)), pairwise(points(two)))
            assert not any(crossed(*here, *there) for here, there in pieces), (one.way, two.way)


def test_layers_are_below_what_leads_to_them_and_near_to_what_they_lead_to() -> None:
    #   0 → 1 → 2 → 3, and 4 leads to 3 and 5 only, so it hangs as low as it can
    links = [(0, 1), (1, 2), (2, 3), (4, 3), (3, 5), (4, 5)]
    assert layer_nodes(6, links) == [0, 1, 2, 3, 2, 4]


def test_crossings_are_counted_and_undone() -> None:
    links = [(0, 3), (1, 2)]
    assert count_crossings([[0, 1], [2, 3]], {0: [3], 1: [2]}) == 1
    order = reduce_crossings([[0, 1], [2, 3]], links)
    assert count_crossings(order, {0: [3], 1: [2]}) == 0


@given(st.lists(st.floats(-500, 500), min_size=1, max_size=12), st.floats(1, 50))
def test_what_is_set_apart_keeps_its_distance_and_its_middle(wanted: list[float], apart: float) -> None:
    places = separate(wanted, [1.0] * len(wanted), [apart] * (len(wanted) - 1))
    assert all(two - one >= apart - 1e-6 for one, two in pairwise(places))
    assert abs(sum(places) - sum(wanted)) < 1e-3


def test_what_has_room_stands_where_it_wants() -> None:
    assert separate([0, 10, 30], [1, 1, 1], [5, 5]) == [0, 10, 30]


def test_a_line_between_distant_layers_runs_upright() -> None:
    boxes = [Size(100, 40)] * 4
    layout = lay_out(boxes, [Link(0, 1), Link(1, 2), Link(2, 3), Link(0, 3, Size(40, 20))])
    (long,) = (route for route in layout.routes if route.label is not None)
    assert len({round(stop.x, 3) for stop in long.stops[1:-1]}) == 1


def test_a_question_with_many_ways_out_keeps_them_apart() -> None:
    names = [f"n{at}" for at in range(1, 11)]
    flow = survey(
        ask("nps", "n0", then={str(step): name for step, name in enumerate(names)}),
        *(say("Bye.", id=name, next="end") for name in names),
    )
    starts = [line.route.stops[0].x for line in drawn(flow).lines if line.way.start == 0]
    assert len({round(x) for x in starts}) == len(names)
