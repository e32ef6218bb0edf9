"""Nothing is confirmed before it is taken, each chat keeps its order, nothing that comes stops the rest."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from telegram import Bot

from bot.demo.telegram import ApiError, Call, Person, TelegramStandIn
from bot.incoming import Blocked, ButtonPressed, ClosedQuestion, Reaction, Started, Written
from bot.outgoing import QuestionLetter
from bot.telegram.gateway import TelegramGateway
from bot.telegram.intake import Batch
from bot.telegram.polling import Polling
from bot.telegram.profile import BotProfile
from bot.telegram.sender import TelegramSender
from bot.telegram.updates import BotIdentity
from flows.effects import Button, Question
from storage.errors import StoreUnavailable
from tests.bot.telegram.conftest import Clock, Trouble
from tests.bot.telegram.journal import Journal

PROFILE = BotProfile(default_language="en", commands={"en": {"help": "What you can do"}})
QUESTION = Question("How was it?", ((Button("1 ⭐", "1"), Button("5 ⭐", "5")),), step=2)


@dataclass
class Right:
    held: bool = True

    async def hold(self) -> bool:
        return self.held


@dataclass
class Replica:
    """A gateway at work. `wait_for` waits until something holds after a call of the bot."""

    gateway: TelegramGateway
    journal: Journal
    stand_in: TelegramStandIn
    right: Right
    stopping: asyncio.Event

    async def wait_for(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not true():  # noqa: ASYNC110  # no one event tells all that is waited for
                await asyncio.sleep(0)

    async def confirmed(self) -> None:
        await self.wait_for(lambda: self.stand_in.pending_updates == 0)


@asynccontextmanager
async def receiving(replica: Replica) -> AsyncIterator[Replica]:
    task = asyncio.create_task(replica.gateway.run(replica.stopping))
    yield replica
    replica.stopping.set()
    async with asyncio.timeout(5):
        await task


def polling(
    bot: Bot, journal: Journal, clock: Clock, right: Right, pauses: Sequence[float] = (0,)
) -> TelegramGateway:
    batch = Batch(bot, journal)
    door = Polling(bot, batch, clock, may_poll=right.hold)
    return TelegramGateway(bot, batch, door, profile=lambda: PROFILE, pauses=pauses)


@pytest.fixture
def replica(bot: Bot, stand_in: TelegramStandIn, clock: Clock) -> Replica:
    journal, right = Journal(), Right()
    gateway = polling(bot, journal, clock, right)
    return Replica(gateway, journal, stand_in, right, asyncio.Event())


# --- what comes in


async def test_what_customers_do_is_taken_and_then_confirmed(replica: Replica, giulia: Person) -> None:
    giulia.writes("It was late")
    giulia.blocks()
    async with receiving(replica):
        await replica.confirmed()
    assert [arrival.act for arrival in replica.journal.taken] == [
        Started(token=None),
        Written(message_id="2", text="It was late"),
        Blocked(),
    ]
    assert {arrival.person.bot for arrival in replica.journal.taken} == {"1234567890"}


async def test_nothing_is_confirmed_before_it_is_taken(replica: Replica, giulia: Person) -> None:
    replica.journal.pass_on.clear()
    giulia.writes("It was late")
    async with receiving(replica):
        await replica.wait_for(lambda: replica.journal.waiting > 0)
        assert replica.stand_in.pending_updates == 2
        replica.journal.pass_on.set()
        await replica.confirmed()
    assert replica.journal.texts == ["Started", "It was late"]


async def test_chats_do_not_wait_for_each_other_but_each_keeps_its_order(
    replica: Replica, stand_in: TelegramStandIn, giulia: Person
) -> None:
    ugo = stand_in.person("Ugo")
    ugo.start()
    for number in range(5):
        giulia.writes(f"giulia {number}")
        ugo.writes(f"ugo {number}")
    replica.journal.pass_on.clear()
    async with receiving(replica):
        await replica.wait_for(lambda: replica.journal.waiting == 2)
        replica.journal.pass_on.set()
        await replica.confirmed()
    for name in ("giulia", "ugo"):
        ordered = [text for text in replica.journal.texts if text.startswith(name)]
        assert ordered == [f"{name} {number}" for number in range(5)]


async def test_updates_that_come_again_are_confirmed_again(
    replica: Replica, stand_in: TelegramStandIn
) -> None:
    stand_in.deliver_times = 3
    stand_in.person("Ugo").start()
    async with receiving(replica):
        await replica.confirmed()
    assert replica.journal.texts == ["Started"]


async def test_numbers_that_start_anew_are_no_obstacle(replica: Replica, giulia: Person) -> None:
    async with receiving(replica):
        await replica.confirmed()
        replica.stand_in.push_update({"update_id": 5, "message": _message(giulia, "after a quiet week")})
        await replica.wait_for(lambda: "after a quiet week" in replica.journal.texts)
        await replica.confirmed()


async def test_an_offset_is_forgotten_once_it_has_confirmed(replica: Replica, giulia: Person) -> None:
    async with receiving(replica):
        await replica.confirmed()
        await replica.stand_in.stop()
        await replica.wait_for(lambda: not replica.gateway.health.healthy)
        await replica.stand_in.start()
        await replica.wait_for(lambda: _polls(replica.stand_in.calls) == [0, 30, 0, 30])
    polls = [call for call in replica.stand_in.calls if call.method == "getUpdates"]
    above_started = 700_000_002
    assert [poll.integer("offset") for poll in polls] == [None, above_started, above_started, None]


async def test_what_is_not_for_us_is_confirmed_and_left_alone(replica: Replica) -> None:
    replica.stand_in.push_update({"poll": {"id": "1"}})
    async with receiving(replica):
        await replica.confirmed()
    assert not replica.journal.taken
    assert not replica.journal.buried


# --- what is broken


def _message(person: Person, text: object) -> dict[str, object]:
    chat = {"id": person.chat_id, "type": "private"}
    return {"message_id": 9, "date": 1_790_000_000, "chat": chat, "from": person.user, "text": text}


async def test_a_malformed_update_is_buried_and_the_others_are_taken(
    replica: Replica, giulia: Person
) -> None:
    broken = {"update_id": 800_000_000, "message": _message(giulia, {"nul": "\x00", "half": ["\ud83d"]})}
    replica.stand_in.push_update(broken)
    giulia.writes("It was late")
    async with receiving(replica):
        await replica.confirmed()
    assert replica.journal.texts == ["Started", "It was late"]
    message = replica.journal.buried["800000000"]["message"]
    assert isinstance(message, dict)
    assert message["text"] == {"nul": "\ufffd", "half": ["\ufffd"]}, "a database can keep it"


async def test_an_update_without_a_readable_id_is_buried_under_a_fingerprint(
    replica: Replica, giulia: Person
) -> None:
    replica.stand_in.push_update({"update_id": "seven"})
    giulia.writes("It was late")
    async with receiving(replica):
        await replica.confirmed()
    assert list(replica.journal.buried.values()) == [{"update_id": "seven"}]
    assert replica.journal.texts == ["Started", "It was late"]


async def test_what_nobody_can_number_is_buried_and_said(replica: Replica) -> None:
    replica.stand_in.push_update({"update_id": None})
    async with receiving(replica):
        await replica.wait_for(lambda: "fault" in (replica.gateway.health.reason or ""))
    assert not replica.gateway.health.healthy
    assert list(replica.journal.buried.values()) == [{"update_id": None}]


async def test_a_fault_gets_a_second_try(replica: Replica, giulia: Person) -> None:
    replica.journal.faults["It was late"] = [ValueError("once")]
    giulia.writes("It was late")
    async with receiving(replica):
        await replica.confirmed()
    assert replica.journal.texts == ["Started", "It was late"]
    assert not replica.journal.buried


async def test_a_poison_message_is_buried_and_the_conversation_goes_on(
    replica: Replica, giulia: Person
) -> None:
    replica.journal.faults["poison"] = [ValueError("once"), ValueError("twice")]
    giulia.writes("poison")
    giulia.writes("It was late")
    async with receiving(replica):
        await replica.confirmed()
    assert replica.journal.texts == ["Started", "It was late"]
    assert len(replica.journal.buried) == 1
    assert replica.gateway.health.healthy


async def test_a_database_that_is_away_loses_nothing_and_keeps_the_order(
    replica: Replica, giulia: Person
) -> None:
    replica.journal.faults["first"] = [StoreUnavailable("disk full")] * 3
    giulia.writes("first")
    giulia.writes("second")
    async with receiving(replica):
        await replica.wait_for(lambda: "disk full" in (replica.gateway.health.reason or ""))
        await replica.confirmed()
    assert replica.journal.texts == ["Started", "first", "second"]
    assert not replica.journal.buried


# --- taps


async def ask(bot: Bot, clock: Clock, person: Person) -> int:
    letter = QuestionLetter(str(person.chat_id), 7, QUESTION)
    await TelegramSender(bot, clock, clock.rest).send(letter)
    return (await person.sees("How was it?")).id


async def test_a_tap_is_answered_and_the_question_closed(
    replica: Replica, bot: Bot, clock: Clock, giulia: Person
) -> None:
    message_id = await ask(bot, clock, giulia)
    closed = ClosedQuestion(str(message_id), "How was it?", "5 ⭐")
    replica.journal.reaction = Reaction(toast="Thank you", closed=(closed,))
    async with receiving(replica):
        giulia.taps("5 ⭐")
        await giulia.sees_toast("Thank you")
        shown = await giulia.sees("How was it?\n\n✓ 5 ⭐")
    assert (shown.id, shown.labels) == (message_id, [])
    assert replica.journal.taken[-1].act == ButtonPressed(run_id=7, step=2, choice="5")


async def test_a_toast_is_as_long_as_telegram_shows(
    replica: Replica, bot: Bot, clock: Clock, giulia: Person
) -> None:
    await ask(bot, clock, giulia)
    replica.journal.reaction = Reaction(toast="thanks " * 40)
    async with receiving(replica):
        giulia.taps("5 ⭐")
        assert len((await giulia.sees_toast("thanks")).text) == 200


async def test_every_tap_is_answered(replica: Replica, bot: Bot, clock: Clock, giulia: Person) -> None:
    message_id = await ask(bot, clock, giulia)
    replica.journal.faults["ButtonPressed"] = [ValueError("once"), ValueError("twice")]
    async with receiving(replica):
        giulia.taps("5 ⭐")
        await replica.wait_for(lambda: bool(replica.journal.buried) and not giulia.waits_for_answer)
        giulia.taps_raw(message_id, "tampered")
        await replica.wait_for(lambda: len(giulia.toasts) == 2)
    assert replica.journal.taken[-1].act == ButtonPressed(run_id=0, step=0, choice="")


@pytest.mark.parametrize("method", ["answerCallbackQuery", "editMessageText"])
async def test_a_reaction_that_fails_is_forgotten(
    replica: Replica, bot: Bot, clock: Clock, giulia: Person, method: str
) -> None:
    message_id = await ask(bot, clock, giulia)
    closed = ClosedQuestion(str(message_id), "How was it?", "5 ⭐")
    replica.journal.reaction = Reaction(toast="Thank you", closed=(closed,))
    replica.stand_in.interference = Trouble(
        method, before_effect=ApiError(400, "Bad Request: query is too old")
    )
    async with receiving(replica):
        giulia.taps("5 ⭐")
        await replica.confirmed()
        giulia.writes("Also late")
        await replica.wait_for(lambda: "Also late" in replica.journal.texts)
    assert replica.gateway.health.healthy


async def test_reactions_are_finished_before_the_end(
    replica: Replica, bot: Bot, clock: Clock, giulia: Person
) -> None:
    await ask(bot, clock, giulia)
    giulia.taps("5 ⭐")
    replica.journal.reaction = Reaction(toast="Thank you")
    async with receiving(replica):
        await replica.wait_for(lambda: len(replica.journal.taken) == 2)
    assert [toast.text for toast in giulia.toasts] == ["Thank you"]


# --- Telegram's side


async def test_who_we_are_is_learned_and_a_webhook_removed(
    replica: Replica, bot: Bot, giulia: Person
) -> None:
    await bot.set_webhook("https://rossi.example/telegram")
    async with receiving(replica):
        await replica.confirmed()
    assert replica.gateway.identity == BotIdentity(id="1234567890", username="RossiFeedbackBot")
    assert replica.journal.texts == ["Started"], "what waited for the webhook is kept"


async def test_the_profile_is_published_once_customers_were_attended_to(replica: Replica) -> None:
    async with receiving(replica):
        await replica.stand_in.called("setMyCommands")
    methods = [call.method for call in replica.stand_in.calls]
    assert methods.index("getUpdates") < methods.index("setMyCommands")
    assert replica.stand_in.profile.commands


async def test_a_profile_that_cannot_be_set_is_no_obstacle(replica: Replica, giulia: Person) -> None:
    refusal = ApiError(429, "Too Many Requests", retry_after=3600)
    replica.stand_in.interference = Trouble("setMyCommands", before_effect=refusal)
    async with receiving(replica):
        await replica.confirmed()
    assert replica.journal.texts == ["Started"]


@pytest.mark.parametrize(
    ("method", "error", "reason"),
    [
        ("getMe", ApiError(500, "Internal Server Error"), "Internal Server Error"),
        ("getMe", ApiError(401, "Unauthorized"), "Telegram does not accept the bot's token"),
        (
            "getUpdates",
            ApiError(409, "Conflict: terminated by other"),
            "another program receives for this bot",
        ),
        ("getUpdates", ApiError(502, "Bad Gateway"), "Bad Gateway"),
        ("getUpdates", ConnectionResetError(), "Telegram's answer was lost"),
    ],
)
async def test_trouble_is_named_and_passes(
    replica: Replica, giulia: Person, method: str, error: ApiError | ConnectionResetError, reason: str
) -> None:
    trouble = Trouble(method, before_effect=error)
    replica.stand_in.interference = trouble
    async with receiving(replica):
        await replica.wait_for(lambda: reason in (replica.gateway.health.reason or ""))
        assert not replica.gateway.health.healthy
        trouble.times = 0
        await replica.wait_for(lambda: replica.gateway.health.healthy)
        await replica.confirmed()
    assert replica.journal.texts == ["Started"]
    assert replica.gateway.health.reason is None


async def test_pauses_grow_with_failures_in_a_row_only(
    bot: Bot, stand_in: TelegramStandIn, clock: Clock
) -> None:
    gateway = polling(bot, Journal(), clock, Right(), pauses=(0, 0, 3600))
    replica = Replica(gateway, Journal(), stand_in, Right(), asyncio.Event())
    async with receiving(replica):
        for _ in range(2):
            trouble = Trouble("getUpdates", before_effect=ApiError(502, "Bad Gateway"), times=2)
            stand_in.interference = trouble
            stand_in.person("Ugo").start()
            await replica.wait_for(lambda: trouble.times == 0)  # noqa: B023  # called in this round only
            await replica.confirmed()
    assert gateway.health.healthy


async def test_an_answer_lost_on_the_way_is_asked_for_again(replica: Replica, giulia: Person) -> None:
    replica.stand_in.interference = Trouble("getUpdates", after_effect=ConnectionResetError(), times=2)
    async with receiving(replica):
        await replica.confirmed()
    assert replica.journal.texts == ["Started"]


async def test_without_the_right_nothing_is_received(replica: Replica, giulia: Person) -> None:
    replica.right.held = False
    async with receiving(replica):
        await replica.wait_for(lambda: replica.gateway.health.reason == "another replica polls")
    assert not {"deleteWebhook", "getUpdates"} & {call.method for call in replica.stand_in.calls}
    assert replica.gateway.identity is not None
    assert replica.gateway.health.healthy


# --- the end


async def test_a_waiting_poll_is_dropped_at_once(replica: Replica, clock: Clock) -> None:
    async with receiving(replica):
        await replica.wait_for(lambda: _polls(replica.stand_in.calls) == [0, 30])
    assert replica.gateway.health.heard_at == clock.now()


def _polls(calls: list[Call]) -> list[int | None]:
    return [call.integer("timeout") for call in calls if call.method == "getUpdates"]


async def test_what_was_received_is_finished_before_the_end(replica: Replica, giulia: Person) -> None:
    replica.journal.pass_on.clear()
    async with receiving(replica):
        await replica.wait_for(lambda: replica.journal.waiting > 0)
        replica.stopping.set()
        replica.journal.pass_on.set()
    assert replica.journal.texts == ["Started"]
