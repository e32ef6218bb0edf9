"""How nodes are put into words and buttons."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.asking import fill_in, shape_question, under, wording_language, wording_of
from flows.definition import ChoiceNode, Flow, QuestionNode, SayNode, ScaleNode, TextNode
from flows.effects import Button, Question
from flows.moment import Moment
from flows.run import Answer, Complaint, Run
from flows.scene import Scene
from tests.flows.host import MORNING

SCENE = Scene(facts={"business": {"name": "Rossi"}}, fallback_language="it", time_zone="Europe/Rome")
RUN = Run(id=1, language="en", step_number=3)
BOTH = {"it": "Perché?", "en": "Why?"}
CSAT = ScaleNode(ask="csat", id="rating", text={"it": "Com'è andata?", "en": "How was it?"})
TEXT = TextNode(ask="text", id="why", text=BOTH)
CHOICE = ChoiceNode.model_validate(
    {
        "ask": "choice",
        "id": "what",
        "text": BOTH,
        "options": [
            {"id": "late", "text": {"it": "Tardi", "en": "Late"}},
            {"id": "box", "text": {"it": "Scatola"}},
        ],
    }
)
MOMENT = Moment(Flow(nodes=(CSAT, TEXT, CHOICE)), SCENE, MORNING)


def labels(question: Question) -> list[list[str]]:
    return [[button.label for button in row] for row in question.rows]


def test_a_rating_has_a_star_for_each_step_and_its_ends_in_words() -> None:
    question = shape_question(CSAT, RUN, MOMENT)
    assert question.text == "How was it?\n\n1 = very unhappy · 5 = very happy"
    assert question.rows == (tuple(Button(f"{number} ⭐", str(number)) for number in range(1, 6)),)
    assert question.step == 3


def test_the_eleven_steps_of_nps_take_two_rows() -> None:
    question = shape_question(ScaleNode(ask="nps", id="n", text=BOTH), RUN, MOMENT)
    assert labels(question) == [["0", "1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]]
    assert question.text.endswith("0 = not at all likely · 10 = extremely likely")


@pytest.mark.parametrize(
    ("language", "words", "answer_language"),
    [
        ("en", "How much do you agree? “Rossi made it easy for me to handle my issue.”", "en"),
        ("de-AT", "„Rossi", "de"),
        ("nl", "How much do you agree?", "en"),
    ],
)
def test_ces_brings_its_own_words(language: str, words: str, answer_language: str) -> None:
    node = ScaleNode(ask="ces", id="ease")
    question = shape_question(node, replace(RUN, language=language), MOMENT)
    assert words in question.text
    assert labels(question) == [["1", "2", "3", "4", "5", "6", "7"]]
    assert wording_language(node, language, SCENE) == answer_language


def test_the_ends_of_a_scale_can_have_other_words() -> None:
    node = CSAT.model_copy(update={"low": {"it": "pessima", "en": "awful"}})
    assert shape_question(node, RUN, MOMENT).text.endswith("1 = awful · 5 = very happy")


def test_options_are_one_to_a_row_and_known_by_their_position() -> None:
    question = shape_question(CHOICE, RUN, MOMENT)
    assert question.rows == ((Button("Late", "0"),), (Button("Scatola", "1"),))


@pytest.mark.parametrize("node", [CSAT, CHOICE, TEXT])
def test_an_optional_question_can_be_skipped(node: QuestionNode) -> None:
    plain = shape_question(node, RUN, MOMENT)
    optional = shape_question(node.model_copy(update={"optional": True}), RUN, MOMENT)
    assert optional.rows == (*plain.rows, (Button("Skip", "skip"),))


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Why?"), ("en-GB", "Why?"), ("it", "Perché?"), ("de", "Perché?")]
)
def test_a_customer_reads_the_language_that_serves_best(language: str, words: str) -> None:
    assert wording_of(TEXT, language, SCENE) == words


def test_a_text_names_facts_answers_and_the_promised_time() -> None:
    say = SayNode(id="say_1", text={"en": "{{ business.name }}: {{ rating }}, by {{ reply_by }}"})
    rated = replace(RUN, answers=(Answer("rating", "csat", 1, 2, "en", MORNING),))
    assert fill_in(say, rated, MOMENT) == "Rossi: 2, by tomorrow at 10:00"
    complaint = Complaint("Late", "", None, "high", MORNING, MORNING + timedelta(hours=1))
    assert fill_in(say, replace(rated, complaint=complaint), MOMENT) == "Rossi: 2, by 11:00"


def test_a_fallback_text_is_in_one_language_throughout() -> None:
    say = SayNode(id="say_1", text={"it": "Ti rispondiamo entro {{ reply_by }}."})
    german = replace(RUN, language="de")
    assert fill_in(say, german, MOMENT) == "Ti rispondiamo entro domani alle 10:00."


def test_words_above_a_question_leave_its_buttons() -> None:
    question = shape_question(CSAT, RUN, MOMENT)
    assert under("Hello!", question) == replace(question, above="Hello!")
    assert under("Hello!", question).words == f"Hello!\n\n{question.text}"
    assert under("Hello!", under("Again.", question)).above == "Hello!\n\nAgain."
