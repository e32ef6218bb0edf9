"""What a flow may be, and what is refused while it is read."""

from typing import Any

import pytest
from pydantic import ValidationError

from flows.definition import ChoiceNode, ComplaintRule, Flow, SayNode, Scale, ScaleNode, TextNode
from flows.scene import DEFAULT_PRIORITY

SAY = {"text": {"en": "Hello"}}
RATING = {"id": "rating", "ask": "csat", "text": {"en": "How was it?"}}
WHY = {"id": "why", "ask": "text", "text": {"en": "Why?"}}
OPTIONS = [{"id": "a", "text": {"en": "A"}}, {"id": "b", "text": {"en": "B"}}]
WHAT = {"id": "what", "ask": "choice", "text": {"en": "What?"}, "options": OPTIONS}


def test_each_kind_of_node_is_read() -> None:
    flow = Flow.model_validate({"title": "T", "nodes": [SAY, RATING, WHY, WHAT]})
    assert [type(node) for node in flow.nodes] == [SayNode, ScaleNode, TextNode, ChoiceNode]


def test_nodes_without_a_name_are_named_by_their_position() -> None:
    flow = Flow.model_validate(
        {"nodes": [SAY, RATING, SAY, {**SAY, "id": "bye"}, {**SAY, "ask": "nothing"}]},
    )
    assert [node.id for node in flow.nodes] == ["say_1", "rating", "say_3", "bye", "say_5"]


def test_a_flow_is_the_same_after_it_was_stored() -> None:
    flow = Flow.model_validate({"nodes": [SAY, {**SAY, "ask": "nothing"}, RATING, WHY, WHAT]})
    assert Flow.model_validate(flow.model_dump(mode="json")) == flow


def test_a_node_is_found_by_its_name() -> None:
    flow = Flow.model_validate({"nodes": [SAY, RATING]})
    assert flow.position("rating") == 1
    assert flow.question("rating") is flow.nodes[1]


@pytest.mark.parametrize("name", ["gone", "say_1", "Rating"])
def test_a_question_that_a_flow_does_not_have_is_not_found(name: str) -> None:
    with pytest.raises(KeyError, match=name):
        Flow.model_validate({"nodes": [SAY, RATING]}).question(name)


@pytest.mark.parametrize(("scale", "lowest", "highest"), [("csat", 1, 5), ("nps", 0, 10), ("ces", 1, 7)])
def test_scales_have_the_ends_of_the_field(scale: str, lowest: int, highest: int) -> None:
    found = Scale(scale)
    assert (found.lowest, found.highest) == (lowest, highest)
    assert list(found.steps) == list(range(lowest, highest + 1))


def test_only_ces_has_words_of_its_own() -> None:
    assert Flow.model_validate({"nodes": [{"id": "ease", "ask": "ces"}]}).question("ease").text == {}
    for ask in ("csat", "nps"):
        with pytest.raises(ValidationError, match=r"text is missing: write text\.en"):
            Flow.model_validate({"nodes": [{"id": "rating", "ask": ask}]})


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ([], "at least 1 item"),
        ("hello", "valid tuple"),
        (["hello"], "valid dictionary"),
        (
            [{**RATING, "ask": "stars"}],
            "ask must be one of csat, nps, ces, rating, choice, .*, consent, or be left out to only say",
        ),
        ([{**RATING, "ask": ["csat"]}], "ask must be one of"),
        ([{**RATING, "id": "Rating"}], "should match pattern"),
        ([{**RATING, "id": "r" * 201}], "at most 200 characters"),
        ([{"ask": "csat", "text": {"en": "?"}}], "Field required"),
        ([{**RATING, "optional": "yes"}], "valid boolean"),
        ([{**RATING, "wen": "true"}], "Extra inputs are not permitted"),
        ([{**WHY, "text": {}}], "at least 1 item"),
        ([{**WHY, "text": {"en": ""}}], "at least 1 character"),
        ([{**WHAT, "options": OPTIONS[:1]}], "at least 2 items"),
        ([{**WHAT, "options": [*OPTIONS, {"id": "c c", "text": {"en": "C"}}]}], "should match pattern"),
    ],
)
def test_what_is_no_flow_is_refused(nodes: Any, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Flow.model_validate({"nodes": nodes})


def test_a_flow_that_is_no_table_is_refused() -> None:
    with pytest.raises(ValidationError, match="valid dictionary"):
        Flow.model_validate("after_delivery")


def test_a_flow_does_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Flow.model_validate({"nodes": [RATING]}).title = "Other"  # type: ignore[misc]  # what is tried here


def test_a_rule_without_a_priority_has_the_default_one() -> None:
    assert ComplaintRule(name="Bad", when="csat <= 2").priority == DEFAULT_PRIORITY
