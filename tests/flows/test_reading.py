"""What taps and typed words say as answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.definition import ChoiceNode, QuestionNode, ScaleNode, TextNode
from flows.events import SKIP
from flows.phrases import Phrase
from flows.reading import NotRead, Reading, Skipped, button_for, read_tap, read_text
from tests.flows.host import MORNING

WHY = {"en": "Why?"}
CSAT = ScaleNode(ask="csat", id="rating", text=WHY)
NPS = ScaleNode(ask="nps", id="rating", text=WHY)
TEXT = TextNode(ask="text", id="why", text=WHY)
CHOICE = ChoiceNode.model_validate(
    {
        "ask": "choice",
        "id": "gift",
        "text": {"en": "Would you like a voucher?"},
        "options": [
            {"id": "yes", "text": {"en": "Yes, please", "it": "Sì, volentieri"}},
            {"id": "next", "text": {"en": "Next time"}},
            {"id": "none", "text": {"en": "No, thanks!", "it": "No, grazie"}},
        ],
    }
)
TODAY = MORNING.date()


def optional(node: QuestionNode) -> QuestionNode:
    return node.model_copy(update={"optional": True})


@pytest.mark.parametrize(
    ("node", "choice", "reading"),
    [
        *((CSAT, str(number), number) for number in range(1, 6)),
        (NPS, "0", 0),
        (NPS, "10", 10),
        (CHOICE, "0", "yes"),
        (CHOICE, "2", "none"),
        *((node, SKIP, None) for node in (CSAT, CHOICE, TEXT)),
        *((optional(node), SKIP, Skipped()) for node in (CSAT, CHOICE, TEXT)),
        *((CSAT, choice, None) for choice in ("0", "6", "", "-1", "1.0", "01", " 1", "¹", "9" * 5000)),
        *((CHOICE, choice, None) for choice in ("3", "-1", "00", "²", "yes", "9" * 5000)),
        (TEXT, "1", None),
    ],
)
def test_a_tap_says_what_its_button_says(node: QuestionNode, choice: str, reading: Reading | None) -> None:
    assert read_tap(node, choice) == reading


@pytest.mark.parametrize(
    ("node", "text", "reading"),
    [
        (CSAT, "four stars", 4),
        (CSAT, "6", None),
        (CSAT, "skip", None),
        (optional(CSAT), "skip", Skipped()),
        (optional(CSAT), "3", 3),
        (CHOICE, "yes", "yes"),
        (CHOICE, "sì volentieri", "yes"),
        (CHOICE, "no thanks", "none"),
        (CHOICE, "whatever", None),
        (CHOICE, "skip", None),
        (TEXT, "  It broke. \n", "It broke."),
        (TEXT, "skip", "skip"),
        (TEXT, " \n ", None),
        (optional(TEXT), "No, thanks.", Skipped()),
        (optional(TEXT), "no", "no"),
    ],
)
def test_words_say_what_a_person_would_read(node: QuestionNode, text: str, reading: Reading | None) -> None:
    found = read_text(node, text, "en", TODAY)
    assert (None if isinstance(found, NotRead) else found) == reading


@pytest.mark.parametrize(
    ("node", "why"),
    [
        (CSAT, NotRead(Phrase.UNREADABLE_SCALE, {"lowest": 1, "highest": 5})),
        (CHOICE, NotRead(Phrase.UNREADABLE_CHOICE)),
        (TEXT, NotRead(Phrase.UNREADABLE_KIND)),
    ],
)
def test_what_cannot_be_read_says_how_this_question_is_answered(node: QuestionNode, why: NotRead) -> None:
    assert read_text(node, " ", "en", TODAY) == why


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("No thanks", "none"),
        ("no, grazie", "none"),
        ("next", Skipped()),  # passes the question over, though "Next time" begins with it
        ("next time", "next"),
        ("skip", Skipped()),
        ("-", Skipped()),
    ],
)
def test_an_option_that_says_no_thanks_is_an_answer(text: str, reading: Reading) -> None:
    assert read_text(optional(CHOICE), text, "en", TODAY) == reading


@given(
    node=st.sampled_from([CSAT, NPS, CHOICE, TEXT, optional(CSAT), optional(CHOICE), optional(TEXT)]),
    text=st.text(max_size=40),
)
def test_whatever_comes_is_an_answer_of_this_question_or_none(node: QuestionNode, text: str) -> None:
    for reading in (read_tap(node, text), read_text(node, text, "en", TODAY)):
        match reading:
            case Skipped():
                assert node.optional
            case int():
                assert isinstance(node, ScaleNode)
                assert reading in node.steps_shown
            case str() if isinstance(node, ChoiceNode):
                assert reading in {option.id for option in node.options}
            case str():
                assert isinstance(node, TextNode)
                assert reading == text.strip() != ""
            case None | NotRead():
                pass
            case _:
                pytest.fail(f"{reading} is no answer to {node.ask}")


@pytest.mark.parametrize(("node", "values"), [(CSAT, [1, 5]), (NPS, [0, 10]), (CHOICE, ["yes", "none"])])
def test_the_button_for_a_value_is_read_as_that_value(node: QuestionNode, values: list[int | str]) -> None:
    assert [read_tap(node, button_for(node, value) or "") for value in values] == values


def test_skipping_has_a_button_where_it_may_be_and_own_words_have_none() -> None:
    assert read_tap(optional(TEXT), SKIP) == Skipped()
    assert read_tap(TEXT, SKIP) is None
    assert button_for(TEXT, "because") is None
