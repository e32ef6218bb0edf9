"""The document: well-formed whatever a flow says, told in words, and with those who wait."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from flows.definition import ASKED, Flow
from flows.drawing import Reader, draw_svg
from flows.drawing.elements import element, number, path
from flows.drawing.icons import HUES, ICONS
from tests.flows.surveys import ask, labelled, say, survey
from tests.flows.twenty_nodes import NAME, twenty_nodes

READER = Reader("en")
SVG = "{http://www.w3.org/2000/svg}"


def read(flow: Flow, waiting: dict[str, int] | None = None) -> ET.Element:
    return ET.fromstring(draw_svg("survey", flow, READER, waiting or {}))  # noqa: S314 - we wrote it


def texts(root: ET.Element, style: str) -> list[str]:
    return [found.text or "" for found in root.iter(f"{SVG}text") if found.get("class") == style]


def test_it_shows_each_node_and_each_label() -> None:
    root = read(twenty_nodes())
    assert texts(root, "id") == [node.id for node in twenty_nodes().nodes if node.id != "collection.end"]
    assert texts(root, "end") == ["back"]
    assert {"1-2", "4-5", "3", "other, skipped", "after 2 days", "no", "yes", "if not"} <= set(
        texts(root, "taker")
    )
    assert "if extra == 'effort'" in texts(root, "condition")


def test_each_kind_has_a_picture_and_a_colour() -> None:
    assert set(ICONS) == set(HUES) == {*ASKED, "says", "end", "flow"}


def test_the_whole_flow_is_told_above() -> None:
    root = read(twenty_nodes())
    assert texts(root, "title") == ["After the parcel"]
    notes = texts(root, "note")
    assert notes[:3] == [
        "survey · 20 nodes",
        "let parcel = parts.delivery + parts.packaging",
        "split extra: unwrapping 50, effort 50",
    ]
    assert notes[3].startswith("Dashed:")


def test_what_is_never_passed_over_is_not_explained() -> None:
    assert texts(read(survey(say("Hello."))), "note") == ["survey · 1 node"]


def test_what_nobody_reaches_is_dotted_and_explained() -> None:
    root = read(survey(say("Hello.", id="one", next="end"), say("Nobody reads this.", id="two")))
    assert texts(root, "note")[-1] == "Dotted, at the end: nobody gets there, for no way leads to it."
    dotted = [found for found in root.iter(f"{SVG}g") if found.get("class") == "unreached"]
    assert [words for found in dotted for words in texts(found, "id") + texts(found, "end")] == ["two", "end"]


def test_what_is_written_from_right_to_left_begins_at_the_right() -> None:
    root = read(survey(say("Hello."), say("שלום לך"), title="סקר"))
    right = float(root.get("width", 0))
    shown = {(found.text, found.get("direction"), found.get("x")) for found in root.iter(f"{SVG}text")}
    assert {("Hello.", None, "14"), ("שלום לך", "rtl", "262"), ("סקר", "rtl", f"{right - 28:g}")} <= shown


def test_those_who_wait_are_counted_at_their_question() -> None:
    root = read(survey(ask("csat", "one"), ask("text", "two"), ask("text", "three")), {"one": 1, "three": 42})
    assert texts(root, "count") == ["1 waits", "42 wait"]


def test_those_who_wait_at_a_question_that_is_gone_are_told_of() -> None:
    root = read(survey(ask("csat", "one")), {"one": 2, "why": 3, "old": 1})
    assert texts(root, "note")[-1].endswith("at nodes that are gone: 1 at old, 3 at why.")


def test_it_is_told_in_words_to_whoever_does_not_see_it() -> None:
    root = read(twenty_nodes(), {"story": 12})
    assert root.get("role") == "graphics-document document"
    by_id = {found.get("id"): found.text for found in root.iter() if found.get("id")}
    assert by_id[root.get("aria-labelledby")] == "After the parcel"
    assert "20 nodes" in (by_id[root.get("aria-describedby")] or "")
    told = [
        found.get("aria-label", "") for found in root.iter() if "graphics-object" in found.get("role", "")
    ]
    assert len(told) == len(twenty_nodes().nodes)
    (story,) = (words for words in told if words.startswith("story,"))
    assert story == (
        "story, voice — Tell us how it was, in your own words. A voice message is enough. — 12 waiting"
        " — → collection — → apology (after 2 days)"
    )


def test_a_survey_that_ends_shows_its_end_where_it_ends() -> None:
    flow = survey(ask("csat", "one", then={"1-2": "end"}), say("Thanks!"))
    assert texts(read(flow), "end") == ["end", "end"]


def test_the_same_flow_is_the_same_picture() -> None:
    assert draw_svg(NAME, twenty_nodes(), READER, {}) == draw_svg(NAME, twenty_nodes(), READER, {})


@given(st.text(min_size=1), st.text(min_size=1, max_size=40))
def test_whatever_is_written_the_document_can_be_read(words: str, label: str) -> None:
    options = [{"id": "one", "text": {"en": label}}, *labelled("two")]
    flow = survey(ask("choice", "q", text={"en": words}, options=options), say(words), title=words)
    read(flow)


def test_elements_keep_what_stands_in_them_to_themselves() -> None:
    assert (
        element("text", class_="a", aria_label='"<&\x00')
        == '<text class="a" aria-label=\'"&lt;&amp;\ufffd\'/>'
    )
    assert path("M", 0, 4.55, "h", -2, "V", 3) == "M0 4.5h-2V3"
    assert [number(value) for value in (-0.01, 12, 1234567.89)] == ["0", "12", "1234567.9"]
