"""How letters look in Telegram: words and their styles, buttons whose data fits, long texts in parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import ButtonPressed, ClosedQuestion, LanguagePicked
from bot.outgoing import LanguageLetter, QuestionLetter, TextLetter
from bot.telegram.buttons import LONGEST_DATA, read_button, write_answer, write_language
from bot.telegram.messages import LONGEST_TEXT, shape, shape_closed, split, utf16_length
from flows.effects import Button, Question
from flows.wording.markup import Styled

NO_PREVIEW = {"is_disabled": True}


def test_words_go_out_as_they_are() -> None:
    text = "<b>50 %</b> off_now & 5* then"
    assert shape(TextLetter("5", text)) == ({"chat_id": 5, "text": text, "link_preview_options": NO_PREVIEW},)


def test_styles_stand_beside_the_words_and_count_in_utf_16() -> None:
    (message,) = shape(TextLetter("5", "😀 *50 % 😀* off\n> [_now_](https://a.example/x)"))
    assert message["text"] == "😀 50 % 😀 off\nnow"
    assert message["entities"] == [
        {"type": "bold", "offset": 3, "length": 7},
        {"type": "blockquote", "offset": 15, "length": 3},
        {"type": "text_link", "offset": 15, "length": 3, "url": "https://a.example/x"},
        {"type": "italic", "offset": 15, "length": 3},
    ]


def test_each_part_of_a_long_text_keeps_its_styles() -> None:
    first, last = shape(TextLetter("5", f"_now_ *{'a ' * 2000}{'b ' * 2000}b*"))
    assert first["text"].startswith("now a a")
    assert first["entities"] == [
        {"type": "italic", "offset": 0, "length": 3},
        {"type": "bold", "offset": 4, "length": len(first["text"]) - 4},
    ]
    assert last["text"].endswith("b b")
    assert last["entities"] == [{"type": "bold", "offset": 0, "length": len(last["text"])}]


def test_a_question_carries_its_run_and_step_in_its_buttons() -> None:
    rows = ((Button("1 ⭐", "1"), Button("2 ⭐", "2")), (Button("Skip", "skip"),))
    (message,) = shape(QuestionLetter("5", 7, Question("How was it?", rows, step=3)))
    assert message["text"] == "How was it?"
    assert message["reply_markup"] == {
        "inline_keyboard": [
            [{"text": "1 ⭐", "callback_data": "a:7:3:1"}, {"text": "2 ⭐", "callback_data": "a:7:3:2"}],
            [{"text": "Skip", "callback_data": "a:7:3:skip"}],
        ]
    }


def test_a_question_for_words_has_no_keyboard() -> None:
    (message,) = shape(QuestionLetter("5", 7, Question("Why?", (), step=3)))
    assert "reply_markup" not in message


def test_languages_stand_one_below_the_other() -> None:
    (message,) = shape(LanguageLetter("5", "Which?", (("it", "Italiano"), ("pt-BR", "Português"))))
    assert message["reply_markup"] == {
        "inline_keyboard": [
            [{"text": "Italiano", "callback_data": "l:it"}],
            [{"text": "Português", "callback_data": "l:pt-BR"}],
        ]
    }


def test_a_long_question_has_its_buttons_under_the_last_part() -> None:
    text = f"{'a' * 4000}\n\n{'b' * 4000}"
    first, last = shape(QuestionLetter("5", 7, Question(text, ((Button("1", "1"),),), step=3)))
    assert first == {"chat_id": 5, "text": "a" * 4000, "link_preview_options": NO_PREVIEW}
    assert last["text"] == "b" * 4000
    assert "reply_markup" in last


def test_a_picked_answer_stands_under_the_question() -> None:
    assert shape_closed(ClosedQuestion("7", "How was it?", "4 ⭐")) == {
        "text": "How was it?\n\n✓ 4 ⭐",
        "link_preview_options": NO_PREVIEW,
    }


def test_a_question_keeps_its_styles_when_it_is_answered() -> None:
    closed = shape_closed(ClosedQuestion("7", "How *was* it \\_?", "*4* ⭐"))
    assert closed is not None
    assert closed["text"] == "How was it _?\n\n✓ *4* ⭐"
    assert closed["entities"] == [{"type": "bold", "offset": 4, "length": 3}]


def test_a_full_message_stays_as_it_is_when_answered() -> None:
    full = "😀" * (LONGEST_TEXT // 2)
    closed = shape_closed(ClosedQuestion("7", full, "4"))
    assert closed is not None
    assert closed["text"] == full


def test_an_answer_in_own_words_leaves_the_question_without_its_buttons() -> None:
    closed = shape_closed(ClosedQuestion("7", "Why?", None))
    assert closed == {"text": "Why?", "link_preview_options": NO_PREVIEW}


def test_a_question_in_several_messages_is_left_alone() -> None:
    assert shape_closed(ClosedQuestion("7", "a" * (LONGEST_TEXT + 1), "4")) is None


# --- cutting


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one two", ("one two",)),
        ("one two three", ("one two", "three")),
        ("one\ntwo three", ("one", "two three")),
        ("o t\n\ntwo\nthree", ("o t", "two\nthree")),
        ("abcdefghijklm", ("abcdefghij", "klm")),
        ("abcdefghij klm", ("abcdefghij", "klm")),
        ("abc defghi jkl", ("abc defghi", "jkl")),
        ("😀😀😀😀😀😀", ("😀😀😀😀😀", "😀")),
        ("abc😀😀😀😀", ("abc😀😀😀", "😀")),
    ],
)
def test_texts_are_cut_where_a_reader_would_cut(text: str, parts: tuple[str, ...]) -> None:
    assert tuple(part.plain for part in split(Styled(text), 10)) == parts


@given(st.text(st.sampled_from("ab😀 \n")), st.integers(2, 12))
def test_nothing_but_white_space_is_lost_by_cutting(text: str, longest: int) -> None:
    parts = [part.plain for part in split(Styled(text), longest)]
    assert "".join("".join(parts).split()) == "".join(text.split())
    if text.strip():
        assert all(part.strip() and utf16_length(part) <= longest for part in parts)


@given(st.text())
def test_lengths_are_those_of_utf_16(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


# --- what buttons carry


@given(st.integers(1, 2**31 - 1), st.integers(0, 10**6), st.text(min_size=1, max_size=8))
def test_a_button_brings_back_what_it_was_given(run_id: int, step: int, value: str) -> None:
    data = write_answer(run_id, step, value)
    assert len(data.encode()) <= LONGEST_DATA
    assert read_button(data) == ButtonPressed(run_id, step, value)


def test_a_language_comes_back() -> None:
    assert read_button(write_language("pt-BR")) == LanguagePicked("pt-BR")


def test_a_button_never_carries_more_than_telegram_takes() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        write_answer(1, 1, "ж" * 31)


@given(st.text(max_size=70))
def test_any_data_is_read_or_not_ours(data: str) -> None:
    button = read_button(data)
    assert button is None or data.startswith(("a:", "l:"))
