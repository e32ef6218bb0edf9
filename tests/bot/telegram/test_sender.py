"""What became of a letter: each of Telegram's refusals and failures is a decision."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from telegram import Bot

from bot.demo.telegram import ApiError, Call, Limits, Person, TelegramStandIn
from bot.demo.telegram.files import plain_picture
from bot.outgoing import LanguageLetter, NoticeLetter, QuestionLetter, TextLetter
from bot.ports import Delivery, GiveUp, RetryAt, Sent, Unknown
from bot.telegram.sender import TelegramSender
from bot.telegram.transport import open_bot
from flows.effects import Button, Question
from tests.bot.telegram.conftest import Clock, Trouble

LONG = f"{'one ' * 1000}\n\n{'two ' * 1000}"


@pytest.fixture
def sender(bot: Bot, clock: Clock) -> TelegramSender:
    return TelegramSender(bot, clock, clock.rest)


def words(person: Person, text: str = "Hello") -> TextLetter:
    return TextLetter(str(person.chat_id), text)


async def test_words_arrive_as_they_were_written(sender: TelegramSender, giulia: Person) -> None:
    delivery = await sender.send(words(giulia, "<b>50 %</b> *off*, https://rossi.example"))
    seen = await giulia.sees("<b>50 %</b> *off*, https://rossi.example")
    assert delivery == Sent(platform_id=str(seen.id))


async def test_a_question_can_be_tapped(sender: TelegramSender, giulia: Person) -> None:
    question = Question("How was it?", ((Button("1 ⭐", "1"), Button("5 ⭐", "5")),), step=2)
    await sender.send(QuestionLetter(str(giulia.chat_id), 7, question))
    seen = await giulia.sees("How was it?")
    assert [button.data for button in seen.buttons[0]] == ["a:7:2:1", "a:7:2:5"]


async def test_languages_can_be_picked(sender: TelegramSender, giulia: Person) -> None:
    await sender.send(LanguageLetter(str(giulia.chat_id), "Which?", (("it", "Italiano"), ("en", "English"))))
    assert (await giulia.sees("Which?")).labels == ["Italiano", "English"]


async def test_a_letter_for_slack_is_a_mistake_of_ours(sender: TelegramSender) -> None:
    with pytest.raises(TypeError):
        await sender.send(NoticeLetter(1, "#feedback", "Hello"))


# --- never


async def test_a_customer_who_blocked_the_bot_is_out_of_reach(sender: TelegramSender, giulia: Person) -> None:
    giulia.blocks()
    assert await sender.send(words(giulia)) == GiveUp("the customer blocked the bot", blocked=True)


async def test_a_deleted_account_is_out_of_reach(sender: TelegramSender, giulia: Person) -> None:
    giulia.deactivates()
    delivery = await sender.send(words(giulia))
    assert delivery == GiveUp("the customer's Telegram account no longer exists", blocked=True)


async def test_nobody_is_written_to_first(sender: TelegramSender, stand_in: TelegramStandIn) -> None:
    delivery = await sender.send(words(stand_in.person("Ugo")))
    assert isinstance(delivery, GiveUp)
    assert delivery.blocked


async def test_an_unknown_chat_is_out_of_reach(sender: TelegramSender) -> None:
    assert await sender.send(TextLetter("99", "Hi")) == GiveUp("Telegram knows no such chat", blocked=True)


@pytest.mark.parametrize(
    ("error", "delivery"),
    [
        (
            ApiError(403, "Forbidden: bots can't send messages to bots"),
            GiveUp("Telegram refused it: Forbidden: bots can't send messages to bots", blocked=True),
        ),
        (
            ApiError(400, "Bad Request: BUTTON_DATA_INVALID"),
            GiveUp("Telegram refused it: Button_data_invalid", blocked=False),
        ),
    ],
)
async def test_other_refusals_name_telegrams_reason(
    sender: TelegramSender, stand_in: TelegramStandIn, giulia: Person, error: ApiError, delivery: GiveUp
) -> None:
    stand_in.interference = Trouble("sendMessage", before_effect=error)
    assert await sender.send(words(giulia)) == delivery


# --- later


@dataclass(frozen=True)
class Pause:
    seconds: int
    everything: bool


@pytest.mark.parametrize(
    ("error", "pause"),
    [
        (ApiError(429, "Too Many Requests: retry after 3", retry_after=3), Pause(3, everything=False)),
        (ApiError(429, "Too Many Requests: retry after 35", retry_after=35), Pause(35, everything=True)),
        (ApiError(401, "Unauthorized"), Pause(60, everything=True)),
    ],
)
async def test_what_may_pass_is_tried_later(
    sender: TelegramSender,
    stand_in: TelegramStandIn,
    giulia: Person,
    error: ApiError,
    pause: Pause,
) -> None:
    stand_in.interference = Trouble("sendMessage", before_effect=error)
    delivery = await sender.send(words(giulia))
    assert isinstance(delivery, RetryAt)
    assert delivery.at == Clock().now() + timedelta(seconds=pause.seconds)
    assert delivery.everything is pause.everything
    assert len(giulia.screen) == 1, "only their own /start"


async def test_an_outage_holds_everything_back(
    stand_in: TelegramStandIn, giulia: Person, clock: Clock
) -> None:
    async with open_bot(stand_in.token, stand_in.url) as bot:
        await stand_in.stop()
        delivery = await TelegramSender(bot, clock, clock.rest).send(words(giulia))
    assert isinstance(delivery, RetryAt)
    assert delivery.everything


# --- unknown


async def test_a_lost_answer_is_not_taken_for_a_failure(
    sender: TelegramSender, stand_in: TelegramStandIn, giulia: Person
) -> None:
    stand_in.interference = Trouble("sendMessage", after_effect=ConnectionResetError())
    delivery = await sender.send(words(giulia, "It came through"))
    assert isinstance(delivery, Unknown)
    await giulia.sees("It came through")
    assert len(stand_in.calls) == 1, "sent once"


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_failure_of_telegrams_own_may_come_after_the_effect(
    sender: TelegramSender, stand_in: TelegramStandIn, giulia: Person, status: int
) -> None:
    """Its published server answers 500 to what is under way when it restarts, sent or not."""
    stand_in.interference = Trouble("sendMessage", after_effect=ApiError(status, "Internal Server Error"))
    delivery = await sender.send(words(giulia, "It came through"))
    assert isinstance(delivery, Unknown)
    await giulia.sees("It came through")


# --- in parts


async def test_a_long_text_comes_in_parts_as_one_delivery(
    sender: TelegramSender, stand_in: TelegramStandIn, giulia: Person
) -> None:
    stand_in.limits = None
    delivery = await sender.send(words(giulia, LONG))
    assert delivery == Sent(platform_id=str((await giulia.sees("two")).id))
    assert [message.text.split()[0] for message in giulia.screen[1:]] == ["one", "two"]


async def test_between_the_parts_a_short_pause_is_kept(
    sender: TelegramSender, stand_in: TelegramStandIn, giulia: Person
) -> None:
    stand_in.limits = Limits(chat_burst=1)
    assert isinstance(await sender.send(words(giulia, LONG)), Sent)
    assert len(giulia.screen) == 3


async def partly(
    sender: TelegramSender, stand_in: TelegramStandIn, giulia: Person, error: ApiError
) -> Delivery:
    """Sends a text in two parts, the second of which meets `error`."""

    class SecondFails(Trouble):
        async def before(self, call: Call) -> None:  # noqa: ARG002  # the stand-in gives it
            self.times -= 1
            if self.times < 0:
                raise error

    stand_in.limits = None
    stand_in.interference = SecondFails("sendMessage", times=1)
    return await sender.send(words(giulia, LONG))


@pytest.mark.parametrize(
    "error",
    [
        ApiError(429, "Too Many Requests: retry after 35", retry_after=35),
        ApiError(400, "Bad Request: strange"),
        ApiError(500, "Internal Server Error"),
    ],
)
async def test_once_a_part_arrived_nothing_is_repeated(
    sender: TelegramSender, stand_in: TelegramStandIn, giulia: Person, error: ApiError
) -> None:
    delivery = await partly(sender, stand_in, giulia, error)
    assert isinstance(delivery, Unknown)
    assert delivery.reason.startswith("1 of 2 parts arrived")
    assert len(giulia.screen) == 2


# --- pictures that cannot be sent


async def test_what_is_too_long_to_stand_under_a_picture_is_asked_without_it(
    sender: TelegramSender, giulia: Person
) -> None:
    question = Question("Why? " * 300, ((Button("Skip", "skip"),),), step=2, picture="gone.png")
    delivery = await sender.send(QuestionLetter(str(giulia.chat_id), 7, question))
    assert isinstance(delivery, Sent)
    assert (await giulia.sees("Why? Why?")).labels == ["Skip"]


async def test_nothing_but_a_picture_is_given_up(sender: TelegramSender, giulia: Person) -> None:
    delivery = await sender.send(TextLetter(str(giulia.chat_id), "", picture="gone.png"))
    assert delivery == GiveUp("gone.png: No such file or directory")


async def test_whoever_blocked_the_bot_is_not_tried_again_without_the_picture(
    sender: TelegramSender, giulia: Person, stand_in: TelegramStandIn
) -> None:
    giulia.blocks()
    stand_in.put_online("https://rossi.example/a.png", plain_picture())
    before = len(stand_in.calls)
    letter = TextLetter(str(giulia.chat_id), "Hello", picture="https://rossi.example/a.png")
    assert isinstance(await sender.send(letter), GiveUp)
    assert [call.method for call in stand_in.calls[before:]] == ["sendPhoto"]
