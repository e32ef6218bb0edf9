"""The card shows what staff need, offers what the state allows, and fits whatever there is to say."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.slack.blocks import check_message_blocks, elements_within, texts_within
from bot.demo.slack.mrkdwn import Reading, join_readings, read_blocks, read_mrkdwn
from bot.incoming import FileKind
from bot.outgoing import WHOLE_ON_CARD, Card, CardAnswer
from bot.slack.blocks import Json
from bot.slack.cards import ANSWER_LIMIT, shape_card
from bot.slack.mrkdwn import count_units
from flows.tickets import TicketState
from flows.wording.markup import Styled, parse
from tests.bot.slack.letters import CARD, OPENED, RESOLVED, card_letter

HOSTILE = "<!channel> <@U0DEMO00001> <https://evil.example|bank> *bold* _it_ `code` &lt; :cat:"


def draw(card: Card) -> Json:
    """The card, checked as Slack would check it."""
    body = shape_card(card_letter(card))
    check_message_blocks(body["blocks"])
    return body


def read(card: Card) -> Reading:
    return join_readings(list(read_blocks(draw(card)["blocks"], {"U0DEMO00001": "Giovanni"})), "\n")


def buttons(card: Card) -> list[str]:
    return [element["text"]["text"] for _, element in elements_within(draw(card)["blocks"])]


def test_an_open_card_shows_who_what_why_and_until_when() -> None:
    shown = read(CARD).text
    for words in (
        "🔴 Ada Rossi: open",
        "ada@example.com, it",
        "#1001: 2 x Blue mug, 49.90 EUR",
        "2 of 5",
        "Arrived crushed",
        "skipped",
        "Unhappy with a delivery: csat is 2",
        "high",
        "nobody yet",
        "*Answer due*\n1 Mar 2027, 10:00 (Europe/Rome)",
        "Ticket 12",
    ):
        assert words in shown
    assert read(CARD).links == ("https://shop.example/orders/1001",)


def test_a_resolved_card_shows_how_it_ended() -> None:
    reading = read(replace(RESOLVED, closing_reason="It was spam", times_reopened=2))
    for words in (
        "✅ Ada Rossi: resolved",
        "after 12 minutes",
        "*Resolved*\n1 Mar 2027, 11:00",
        "wrong item",
        "It was spam",
        "reopened 2 times",
    ):
        assert words in reading.text
    assert "Answer due" not in reading.text
    assert reading.mentions == ("U0DEMO00001",)


def test_the_card_says_when_the_customer_is_gone_or_only_a_test() -> None:
    shown = read(replace(CARD, reachable=False, is_test=True, times_reopened=1)).text
    assert "can no longer be reached" in shown
    assert "(TEST)" in shown
    assert "reopened once" in shown
    assert "no longer" not in read(CARD).text
    assert "TEST" not in read(CARD).text


def test_an_answer_that_may_have_arrived_is_no_first_response() -> None:
    assert "unknown whether it arrived" in read(replace(CARD, answered=True)).text
    quick = replace(CARD, answered=True, first_response_at=OPENED + timedelta(seconds=41))
    assert "after 41 seconds" in read(quick).text


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (TicketState.OPEN, ["Claim", "Reply", "Resolve"]),
        (TicketState.REOPENED, ["Claim", "Reply", "Resolve"]),
        (TicketState.CLAIMED, ["Reply", "Resolve"]),
        (TicketState.WAITING, ["Reply", "Resolve"]),
        (TicketState.RESOLVED, ["Reopen"]),
    ],
)
def test_the_buttons_follow_the_state_and_carry_the_ticket(state: TicketState, expected: list[str]) -> None:
    card = replace(CARD, state=state)
    assert buttons(card) == expected
    assert {element["value"] for _, element in elements_within(draw(card)["blocks"])} == {"12"}


def test_words_of_a_customer_stay_words() -> None:
    card = replace(
        CARD,
        customer_name=HOSTILE,
        customer_detail=HOSTILE,
        purchase=HOSTILE,
        purchase_url="javascript:alert(1)",
        answers=(CardAnswer(Styled(HOSTILE), HOSTILE),),
        why=HOSTILE,
    )
    reading = read(card)
    assert (reading.broadcasts, reading.mentions, reading.links) == ((), (), ())
    assert reading.text.count(HOSTILE) >= 5
    notification = read_mrkdwn(draw(card)["text"], {})
    assert (notification.broadcasts, notification.mentions, notification.links) == ((), (), ())
    assert "<!channel>" in notification.text


def test_a_question_keeps_its_styles_on_the_card() -> None:
    question = parse("How *was* it, [really](https://shop.example/1)?\n> " + "Tell us. " * 20)
    (block,) = [
        each
        for each in draw(replace(CARD, answers=(CardAnswer(question, "Fine"),)))["blocks"]
        if "really" in str(each)
    ]
    asked, quoted, said = block["elements"]
    assert [piece["text"] for piece in asked["elements"]] == ["How ", "was", " it, ", "really", "?"]
    assert all(piece["style"] == {"bold": True} for piece in asked["elements"])
    assert asked["elements"][3]["url"] == "https://shop.example/1"
    assert quoted["elements"][0]["text"].endswith("Tell us. Tel…")
    assert said["elements"][0]["text"] == "Fine"


def test_a_long_answer_is_cut_on_the_card_and_says_so() -> None:
    shown = read(replace(CARD, answers=(CardAnswer(Styled("Reason"), "x" * 4_096),))).text
    assert "x" * (ANSWER_LIMIT - 1) + "…" in shown
    assert "x" * ANSWER_LIMIT not in shown


TEXTS = st.one_of(
    st.text(max_size=30),
    st.builds(
        lambda piece, times: piece * times,
        st.sampled_from(["<!channel>&", "😀", "long ", "\n", " "]),
        st.integers(0, 2_000),
    ),
)
MAYBE = st.one_of(st.none(), TEXTS)
CARDS = st.builds(
    replace,
    st.sampled_from([CARD, RESOLVED]),
    state=st.sampled_from(TicketState),
    customer_name=TEXTS,
    customer_detail=TEXTS,
    purchase=MAYBE,
    purchase_url=st.one_of(st.none(), TEXTS.map(lambda path: f"https://shop.example/{path}")),
    answers=st.lists(st.builds(CardAnswer, TEXTS.map(parse), MAYBE), max_size=40).map(tuple),
    files=st.lists(st.sampled_from(FileKind), max_size=500).map(tuple),
    rule=TEXTS,
    why=TEXTS,
    priority=TEXTS,
    cause=MAYBE,
    closing_reason=MAYBE,
    times_reopened=st.integers(0, 10_000),
    reachable=st.booleans(),
    is_test=st.booleans(),
    answered=st.booleans(),
)


def test_files_are_counted_by_their_kind() -> None:
    shown = read(replace(CARD, files=(FileKind.PHOTO, FileKind.VOICE, FileKind.PHOTO))).text
    assert "2 photos, 1 voice message (in the thread)" in shown
    assert "in the thread" not in read(CARD).text


@given(CARDS)
def test_every_card_fits_into_slack(card: Card) -> None:
    body = draw(card)
    texts = list(texts_within(body["blocks"]))
    assert all(texts)
    assert sum(map(count_units, texts)) <= 13_200
    assert 0 < count_units(body["text"]) <= 4_000
    assert read_mrkdwn(body["text"], {}).broadcasts == ()


@pytest.mark.parametrize("count", [1, 7, 13, 20])
def test_what_is_called_whole_on_a_card_is_whole_however_many_answers_there_are(count: int) -> None:
    text = "😀" * (WHOLE_ON_CARD // 2)
    shown = read(replace(CARD, answers=(CardAnswer(Styled("Reason"), text),) * count)).text
    assert shown.count(text) == count
