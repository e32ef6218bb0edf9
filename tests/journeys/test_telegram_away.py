"""Telegram is down, storms, loses answers, numbers updates anew: no answer is lost, none counted twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from random import Random

from bot.demo.faults import Error, Fault, Faults, Reset, Side, SlowDown
from bot.demo.telegram import Call, Person
from bot.demo.telegram.faults import Disturbed, InTurn
from tests.journeys.clock import ManualClock
from tests.journeys.recovery import Recovery
from tests.journeys.screens import last_word_to, words_to
from tests.journeys.trouble import faults_at_telegram, measured, nothing_waits, says, troubles
from tests.journeys.world import PATIENCE_S, World

ASKED_TO_WAIT = timedelta(seconds=4)


@dataclass
class Sending:
    """One call of sendMessage: when, to whom, and whether Telegram took it."""

    at: datetime
    chat: str
    taken: bool = False


@dataclass
class Watch:
    """Notes what is sent, as an `Interference` in front of the one that refuses."""

    clock: ManualClock
    sendings: list[Sending] = field(default_factory=list)

    async def before(self, call: Call) -> None:
        if call.method == "sendMessage":
            self.sendings.append(Sending(self.clock.now(), call.text("chat_id")))

    async def after(self, call: Call, result: object) -> None:  # noqa: ARG002 - the protocol names it
        if call.method == "sendMessage":
            mine = [each for each in self.sendings if each.chat == call.text("chat_id")]
            mine[-1].taken = True


def hasty(sendings: Sequence[Sending]) -> list[tuple[Sending, Sending]]:
    """Pairs of a refusal, and a call in the same chat before the time that Telegram had named."""
    return [
        (refused, later)
        for number, refused in enumerate(sendings)
        if not refused.taken
        for later in sendings[number + 1 :]
        if later.chat == refused.chat and later.at < refused.at + ASKED_TO_WAIT
    ]


def goes_to_others_meanwhile(sendings: Sequence[Sending]) -> bool:
    """Whether a refusal in one chat was followed at once by something that was taken in another."""
    return any(
        later.taken and later.chat != refused.chat and later.at < refused.at + ASKED_TO_WAIT
        for number, refused in enumerate(sendings)
        if not refused.taken
        for later in sendings[number + 1 :]
    )


def answers_what_it_sees(person: Person) -> None:
    """The next act in the survey, if the person has something before them to answer."""
    for label in ("4 ⭐", "Skip"):
        if any(button.text == label for message in person.screen for button in chain(*message.buttons)):
            person.taps(label)
            return


async def everybody_answers(world: World, people: Sequence[Person], times: int = 1) -> None:
    for _ in range(times):
        for person in people:
            answers_what_it_sees(person)
        await world.settles()


async def test_telegram_refuses_three_in_ten_for_half_an_hour(world: World, recovery: Recovery) -> None:
    faults, watch = Faults(seed=3), Watch(world.clock)
    world.telegram.interference = InTurn(watch, Disturbed(faults))
    harm = SlowDown(int(ASKED_TO_WAIT.total_seconds()))
    storm = faults.begin(Fault(harm, calls={"sendMessage"}, chance=0.3))
    people: list[Person] = []
    for minute in range(0, 30, 2):
        if minute % 4:
            people.append(world.customer(f"Ada {minute}"))
            people[-1].start(await world.delivers(f"{minute}", first_name=f"Ada {minute}"))
        await everybody_answers(world, people)
        await world.passes(minutes=2)
    refusals = [each for each in watch.sendings if not each.taken]
    assert len(refusals) == storm.struck > 5
    assert hasty(watch.sendings) == []
    assert goes_to_others_meanwhile(watch.sendings)
    storm.chance = 1.0
    people.append(world.customer("Bruno"))
    people[-1].start(await world.delivers("last", first_name="Bruno"))
    await world.settles()
    faults.lift(storm)
    took = await recovery.takes(
        world, "Telegram refuses 30 % for 30 min (429)", "every letter", partial(nothing_waits, world)
    )
    assert took == ASKED_TO_WAIT
    await everybody_answers(world, people, times=3)
    assert [last_word_to(person) for person in people] == ["Thank you! We read every answer."] * len(people)
    assert [row["final_value"] for row in await world.rows("answer")].count(4) == len(people)
    assert all(len(words_to(person)) == 3 for person in people)


async def test_a_long_pause_that_telegram_asks_for_holds_everything_once(
    world: World, recovery: Recovery
) -> None:
    people = [await world.asked(f"{number}", f"Ada {number}") for number in range(4)]
    faults = faults_at_telegram(world)
    pause = faults.begin(Fault(SlowDown(30), calls={"sendMessage"}, times=1))
    people[0].taps("5 ⭐")
    await world.settles()
    for person in people[1:]:
        person.taps("5 ⭐")
    calls = len(world.telegram.calls)
    await world.passes(seconds=28)  # a letter is claimed up to a second ahead
    assert [call for call in world.telegram.calls[calls:] if call.method == "sendMessage"] == []
    assert pause.struck == 1
    await recovery.takes(
        world, "Telegram asks for 30 s", "every letter, of the last 2 s", partial(nothing_waits, world)
    )
    assert all("What is the main reason" in last_word_to(person) for person in people)


async def test_telegram_is_down_for_an_hour(world: World, recovery: Recovery) -> None:
    ada, card = await world.complaint()
    await world.telegram.stop()
    await world.replies(world.giulia, card, "A new mug leaves today.")
    await world.passes(minutes=30)
    await world.replies(world.giulia, card, "It is on its way.")
    await world.passes(minutes=30)
    assert list(await troubles(world)) == ["telegram", "outbox"]
    assert await measured(world, "outbox_age") == 3600
    ada.writes("Is anybody there?")
    await world.telegram.start()
    await recovery.takes(world, "Telegram down for 1 h", "every letter", partial(nothing_waits, world))
    await card.thread_sees("Is anybody there?")
    await world.settles()
    assert words_to(ada)[-2:] == ["A new mug leaves today.", "It is on its way."]
    assert [row["delivery"] for row in await world.rows("ticket_message") if row["author"]] == [
        "delivered"
    ] * 2
    assert await troubles(world) == {}


async def test_polls_that_fail_or_break_lose_no_update(world: World, recovery: Recovery) -> None:
    faults = faults_at_telegram(world)
    for harm, side in ((Error(502), Side.BEFORE), (Reset(), Side.AFTER), (SlowDown(3), Side.BEFORE)):
        fault = faults.begin(Fault(harm, side, calls={"getUpdates"}))
        world.customer().blocks()  # ends the poll that waits
        await fault.met.wait()
        bruno = world.customer("Bruno")
        bruno.start()
        await says(world, "telegram")
        faults.lift(fault)
        answered = bruno.sees("no question for you right now", timeout=PATIENCE_S)
        await recovery.takes_really(f"polls fail ({type(harm).__name__})", "the next answer", answered)
        await says(world)


async def test_answers_lost_for_a_while_repeat_questions_and_are_counted(
    world: World, recovery: Recovery
) -> None:
    before = await measured(world, "sends_repeated_total", channel="telegram")
    faults = faults_at_telegram(world)
    lost = faults.begin(Fault(Reset(), Side.AFTER, calls={"sendMessage"}))
    ada = await world.asked()
    await world.passes(seconds=10)
    faults.lift(lost)
    await recovery.takes(world, "Telegram loses its answers", "the question", partial(nothing_waits, world))
    copies = len(words_to(ada))
    assert copies == lost.struck + 1 > 2
    assert await measured(world, "sends_repeated_total", channel="telegram") == before + copies - 1
    for message in ada.screen[1:]:
        ada.taps("5 ⭐", message=message.id)
    await world.settles()
    assert [row["final_value"] for row in await world.rows("answer")] == [5]


async def test_after_a_quiet_week_telegram_numbers_its_updates_anew(world: World) -> None:
    ada = await world.asked("1001", id="c-ada")
    ada.taps("4 ⭐")
    await world.settles()
    ada.taps("Skip")
    await world.passes(days=60)
    await world.delivers("1002", id="c-ada")
    await world.settles()
    for first in (400_000_001, 3):
        world.telegram.renumber_updates(first)
        ada.writes(f"Hello from {first}")
        await world.settles()
    texts = [row["text"] for row in await world.rows("ticket_message")]
    assert texts == ["Hello from 400000001", "Hello from 3"]


async def test_updates_in_disorder_lose_nobodys_words(world: World) -> None:
    people = [await world.asked(f"{number}", f"Ada {number}") for number in range(3)]
    world.telegram.disorder_updates(Random(5))  # noqa: S311 - chances, no secrets
    await world.stops()
    for person in people:
        person.taps("1 ⭐")
        person.writes("The box was crushed")
        person.sends_photo(caption="look")
    await world.starts()
    await world.passes(minutes=10)
    assert [row["final_value"] for row in await world.rows("answer") if row["kind"] == "csat"] == [1] * 3
    cards = world.complaints.messages + world.feedback.messages
    assert len(cards) == len(await world.rows("ticket")) == 3
    for card in cards:
        said = card.shown + "".join(reply.shown for reply in card.thread)
        assert "The box was crushed" in said
        assert "look" in said
