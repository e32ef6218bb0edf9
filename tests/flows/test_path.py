"""The way through a flow: which exits a node has, what is passed over, and what each node sees."""

import pytest

from flows.definition import ReturnNode
from flows.expansion import expand
from flows.path import Exit, exits, follow, passed_over, scope_of, timed_out
from flows.run import Answer, Missing, Value
from flows.values import Knowledge
from tests.flows.host import MORNING
from tests.flows.surveys import ask, say, survey

INNER = survey(ask("csat", "part", then={"5": "end"}), ask("text", "why"))
FLOW = expand(
    survey(
        ask(
            "csat", "visit", then={"1-2": "wrong", "skipped": "end"}, timeout={"after": "1 day", "to": "bye"}
        ),
        {"flow": "inner", "id": "shop", "when": "visit >= 3", "next": "bye"},
        ask("text", "wrong", next=[{"when": "visit == 1", "to": "end"}]),
        say("Bye.", id="bye"),
        let={"half": "visit / 2"},
    ),
    {"inner": INNER},
)
KNOWN = Knowledge(FLOW, {"customer": {"id": "c-1"}})
IDS = [node.id for node in FLOW.nodes]


def answers(**values: Value | None) -> list[Answer]:
    return [
        Answer(
            node.replace("__", "."),
            "csat",
            at,
            value,
            "en",
            MORNING,
            missing=None if value else Missing.SKIPPED,
        )
        for at, (node, value) in enumerate(values.items(), start=1)
    ]


def test_a_sub_flow_stands_between_its_call_and_its_return() -> None:
    assert IDS == ["visit", "shop", "shop.part", "shop.why", "shop.end", "wrong", "bye"]
    assert isinstance(FLOW.nodes[4], ReturnNode)


@pytest.mark.parametrize(
    ("node", "ways"),
    [
        ("visit", (Exit(5, key="1-2"), Exit(7, key="skipped"), Exit(1))),
        ("shop", (Exit(2),)),
        ("shop.part", (Exit(4, key="5"), Exit(3))),
        ("shop.end", (Exit(6),)),
        ("wrong", (Exit(7, when="visit == 1"), Exit(6))),
        ("bye", (Exit(7),)),
    ],
)
def test_the_ways_out_of_a_node_in_the_order_in_which_they_are_tried(
    node: str, ways: tuple[Exit, ...]
) -> None:
    assert exits(FLOW, FLOW.position(node)) == ways


def test_a_time_out_may_have_its_own_way() -> None:
    assert [timed_out(FLOW, at) for at in range(len(FLOW.nodes))] == [6, *[None] * 6]


def test_a_sub_flow_is_passed_over_as_a_whole() -> None:
    assert [passed_over(FLOW, at) for at in range(3)] == [1, 5, 3]


def test_a_node_sees_the_names_of_its_own_flow() -> None:
    scopes = {node.id: scope_of(node) for node in FLOW.nodes}
    assert {name for name, scope in scopes.items() if scope == "shop"} == {"shop.part", "shop.why"}
    assert set(scopes.values()) == {"", "shop"}


@pytest.mark.parametrize(
    ("given", "passed", "waits_at"),
    [
        ({}, [], "visit"),
        ({"visit": 4}, ["visit"], "shop.part"),
        ({"visit": 4, "shop__part": 5}, ["visit", "shop.part", "bye"], None),
        ({"visit": 4, "shop__part": 4}, ["visit", "shop.part"], "shop.why"),
        ({"visit": 2}, ["visit"], "wrong"),
        ({"visit": 2, "wrong": 1}, ["visit", "wrong", "bye"], None),
        ({"visit": 1, "wrong": 1}, ["visit", "wrong"], None),
        ({"visit": None}, ["visit"], None),
        ({"visit": 2, "shop__part": 3}, ["visit"], "wrong"),
    ],
)
def test_the_answers_alone_say_where_a_run_stands(
    given: dict[str, Value | None], passed: list[str], waits_at: str | None
) -> None:
    path = follow(KNOWN, answers(**given))
    assert [node.id for node in path.passed] == passed
    assert (path.open.id if path.open else None) == waits_at


def test_answers_that_lie_elsewhere_are_not_on_the_path() -> None:
    path = follow(KNOWN, answers(visit=2, shop__part=3))
    assert [answer.node for answer in path.answers] == ["visit"]


def test_values_are_plain_within_a_sub_flow_and_named_by_its_call_outside() -> None:
    given = answers(visit=4, shop__part=3)
    assert KNOWN.values(given) == {
        "customer": {"id": "c-1"},
        "csat": 3,
        "visit": 4,
        "shop": {"part": 3},
        "half": 2,
    }
    assert KNOWN.values(given, "shop") == {"customer": {"id": "c-1"}, "csat": 3, "part": 3}


@pytest.mark.parametrize(
    ("kind", "value", "named"),
    [
        ("contact", {"phone": "+39061234567", "first_name": "Ada"}, "+39061234567"),
        ("consent", {"given": False, "version": "1"}, False),
        ("photo", {"file_id": "f"}, True),
        ("location", {"latitude": 1.0, "longitude": 2.0}, True),
        ("multi", ["late"], ["late"]),
        ("aspects", {"box": 2}, {"box": 2}),
        ("date", "2026-11-22", "2026-11-22"),
    ],
)
def test_what_a_name_stands_for(kind: str, value: Value, named: object) -> None:
    assert KNOWN.values([Answer("visit", kind, 1, value, "en", MORNING)])["visit"] == named
