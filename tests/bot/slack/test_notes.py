"""What stands in the thread: complete, harmless, and marked with what became of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.slack.blocks import check_message_blocks, texts_within
from bot.demo.slack.mrkdwn import Reading, join_readings, read_blocks, read_mrkdwn
from bot.incoming import FileKind, FileRef
from bot.outgoing import CustomerNote, NoticeLetter, ReplyNote, ReplyState, StaffNote
from bot.slack.blocks import Json
from bot.slack.mrkdwn import count_units
from bot.slack.notes import shape_note, shape_notice
from tests.bot.slack.letters import PHOTO, note_letter, said

HOSTILE = "<!channel> <@U0DEMO00001> *bold* &lt;"


def draw(note: CustomerNote | ReplyNote | StaffNote, trouble: str | None = None) -> Json:
    body = shape_note(note_letter(note), trouble)
    check_message_blocks(body["blocks"])
    return body


def read(note: CustomerNote | ReplyNote | StaffNote, trouble: str | None = None) -> Reading:
    return join_readings(list(read_blocks(draw(note, trouble)["blocks"], {"U0DEMO00001": "Giovanni"})), "\n")


def test_the_owner_is_told_what_the_customer_wrote() -> None:
    note = said("Where is it?", mention="U0DEMO00001")
    assert read(note).text == "@Giovanni Ada Rossi wrote:\nWhere is it?"
    assert read(note).mentions == ("U0DEMO00001",)
    assert draw(note)["text"] == "<@U0DEMO00001> Ada Rossi: Where is it?"


def test_an_edited_text_is_marked() -> None:
    assert read(CustomerNote("Ada Rossi", "There", None, None, edited=True)).text == (
        "Ada Rossi (edited) wrote:\nThere"
    )


def test_a_file_is_named_also_when_it_cannot_be_shown() -> None:
    assert read(said("", file=PHOTO)).text == "Ada Rossi sent a photo:"
    assert draw(said("", file=PHOTO))["text"] == "Ada Rossi sent a photo"
    odd = FileRef("x", FileKind.OTHER, "x")
    trouble = "⚠️ The file could not be attached: it is *too* large"
    assert (
        read(said("look", file=odd), "it is *too* large").text == f"Ada Rossi sent a file:\nlook\n{trouble}"
    )
    assert (
        draw(said("look", file=odd), "it is *too* large")["text"] == f"Ada Rossi sent a file: look\n{trouble}"
    )


def test_words_of_a_customer_stay_words() -> None:
    for reading in (read(said(HOSTILE)), read_mrkdwn(draw(said(HOSTILE))["text"], {})):
        assert HOSTILE in reading.text
        assert (reading.broadcasts, reading.mentions) == ((), ())


@pytest.mark.parametrize(
    ("state", "reason", "mark"),
    [
        (ReplyState.SENDING, None, "⏳ sending"),
        (ReplyState.DELIVERED, None, "✅ delivered"),
        (ReplyState.NOT_DELIVERED, "they blocked the bot", "⚠️ not delivered: they blocked the bot"),
        (ReplyState.UNKNOWN, None, "❔ unknown whether it arrived"),
    ],
)
def test_a_reply_is_marked_with_what_became_of_it(state: ReplyState, reason: str | None, mark: str) -> None:
    shown = read(ReplyNote("Giovanni", "A new one is on its way.", state, reason)).text
    assert shown == f"Giovanni → customer:\nA new one is on its way.\n{mark}"


def test_a_note_of_the_program_can_call_the_owner() -> None:
    reading = read(StaffNote("Reopened: the customer wrote again", "U0DEMO00001"))
    assert reading.text == "@Giovanni Reopened: the customer wrote again"
    assert reading.mentions == ("U0DEMO00001",)


def test_a_notice_is_shown_as_it_is() -> None:
    body = shape_notice(NoticeLetter(1, "#feedback", "The config has 2 problems & waits <now>"))
    assert body["text"] == "The config has 2 problems &amp; waits &lt;now&gt;"
    assert next(read_blocks(body["blocks"], {})).text == "The config has 2 problems & waits <now>"


def test_a_long_text_is_complete_over_several_blocks() -> None:
    text = "word " * 819
    assert read(said(text)).text.replace("\n", "") == f"Ada Rossi wrote:{text}"
    assert len(draw(said(text))["blocks"]) == 3


TEXTS = st.builds(
    lambda piece, times: piece * times,
    st.sampled_from(["<!channel>&", "😀", "long ", "x", "a\n"]),
    st.integers(0, 20_000),
)
NOTES = st.one_of(
    st.builds(
        CustomerNote, TEXTS, TEXTS, st.sampled_from([None, PHOTO]), st.sampled_from([None, "U0DEMO00001"])
    ),
    st.builds(ReplyNote, TEXTS, TEXTS, st.sampled_from(ReplyState), st.one_of(st.none(), TEXTS)),
    st.builds(StaffNote, TEXTS, st.sampled_from([None, "U0DEMO00001"])),
)


@given(NOTES, st.one_of(st.none(), TEXTS))
def test_every_note_fits_into_slack(note: CustomerNote | ReplyNote | StaffNote, trouble: str | None) -> None:
    body = draw(note, trouble)
    texts = list(texts_within(body["blocks"]))
    assert all(texts)
    assert sum(map(count_units, texts)) <= 13_200
    assert 0 < count_units(body["text"]) <= 4_000


def test_the_longest_words_with_the_longest_trouble_fit_into_the_notification() -> None:
    file = FileRef("id", FileKind.PHOTO, "photo.jpg")
    note = CustomerNote("Ada", "<!channel>&" * 400, file, "U0DEMO00001")
    text = draw(note, "&" * 1_000)["text"]
    assert 3_000 < count_units(text) <= 4_000
    assert "could not be attached" in text
