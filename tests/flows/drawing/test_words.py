"""What a drawing tells about a node: its words in one language, and what it takes for an answer."""

import pytest

from flows.definition import SubflowNode
from flows.drawing import Reader
from flows.drawing.words import details_of, plain, words_of
from flows.phrases import Phrase, Phrasebook
from tests.flows.surveys import Written, ask, labelled, say, survey
from tests.flows.twenty_nodes import twenty_nodes

READER = Reader("en")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("Hello {{ customer.first_name | default: 'there' }}!", "Hello ‹first name›!"),
        ("By {{reply_by}},\n*soon*.", "By ‹reply by›, soon."),
        ("{% if nps > 6 %}Great{% else %}Oh{% endif %}.", "Great / Oh."),
        ("[Here](https://a.example) is 5 * 3", "Here is 5 * 3"),
    ],
)
def test_values_markup_and_conditions_become_words(source: str, shown: str) -> None:
    assert plain(source) == shown


def test_words_are_those_of_the_language_else_of_the_fallback() -> None:
    (node,) = survey({"text": {"it": "Ciao.", "en": "Hello."}}).nodes
    assert words_of(node, Reader("it-CH")) == "Ciao."
    assert words_of(node, Reader("fr", "it")) == "Ciao."


def test_a_question_without_words_has_the_usual_ones_of_this_business() -> None:
    (node,) = survey({"ask": "ces", "id": "effort"}).nodes
    own = Phrasebook({Phrase.CES_QUESTION: {"en": "Was it *easy*?"}})
    assert words_of(node, Reader("en", phrases=own)) == "Was it easy?"


@pytest.mark.parametrize(
    ("question", "details"),
    [
        (ask("csat", "q", low={"en": "bad"}, high={"en": "good"}), ["1–5: bad … good"]),
        (ask("nps", "q"), ["0–10: not at all likely … extremely likely"]),
        (ask("rating", "q", steps=7), ["1–7 ★"]),
        (ask("rating", "q", symbol="number"), ["1–5"]),
        (ask("rating", "q", emoji=["😡", "😐", "😍"]), ["😡 😐 😍"]),
        (ask("choice", "q", options=labelled("late", "other"), shuffle=True), ["shuffled", "Late / Other"]),
        (ask("multi", "q", options=labelled("a", "b"), none=True), ["choose 1–2", "A / B / None of these"]),
        (
            ask("multi", "q", options=labelled("a", "b"), max=1, none={"en": "No"}),
            ["choose 1", "A / B / No"],
        ),
        (ask("aspects", "q", items=labelled("a", "b"), steps=4), ["each 1–4 ★", "A / B"]),
        (ask("text", "q"), []),
        (ask("text", "q", min_length=2, pattern="[A-Z]+"), ["from 2 characters", "like [A-Z]+"]),
        (ask("number", "q", max=9.5, decimals=1), ["up to 9.5", "1 decimal"]),
        (ask("date", "q", earliest="-30 days", latest="today"), ["from -30 days until today"]),
        (ask("consent", "q", version="2026-11"), ["version 2026-11"]),
        (ask("photo", "q", tries=2, picture="x.png"), ["picture", "2 tries, then passed over"]),
        (
            ask("voice", "q", tries=1, otherwise="person", timeout={"after": "1 day"}),
            ["1 try, then a person", "passed over after 1 day"],
        ),
    ],
)
def test_what_can_be_answered_stands_in_small_print(question: Written, details: list[str]) -> None:
    assert details_of(survey(question).nodes[0], READER) == details


def test_a_link_stands_in_small_print() -> None:
    link = {"url": "https://reviews.example", "text": {"en": "Write a review"}}
    (node,) = survey(say("Bye!", link=link)).nodes
    assert details_of(node, READER) == ["↗ Write a review"]


def test_each_of_the_twenty_nodes_has_words_in_both_languages() -> None:
    for node in twenty_nodes().nodes:
        english, italian = words_of(node, Reader("en")), words_of(node, Reader("it"))
        assert (english == italian) is (node.id in {"collection", "collection.end"})
        assert english or isinstance(node, SubflowNode) or node.id == "collection.end"
