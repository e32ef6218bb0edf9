"""What cannot be handled is set aside, announced once, and handled after all once its cause is gone."""

import asyncio
import os
import sys
from datetime import timedelta

from sqlmodel import col, update
from structlog.testing import capture_logs

from storage import dead_letters, outbox, timers
from storage.outbox import Draft
from storage.records import DeadLetterState
from storage.tables import OutboxRow
from tests.journeys.faulty import cure, poison
from tests.journeys.recovery import Recovery
from tests.journeys.screens import last_word_to, words_to
from tests.journeys.world import PATIENCE_S, World

SET_ASIDE = "could not be handled"


async def wishes(world: World, number: int, wanted: DeadLetterState = DeadLetterState.TO_RETRY) -> bool:
    def wish() -> bool:
        with world.database.transaction() as session:
            return dead_letters.wish(session, number, wanted, world.clock.now())

    return await asyncio.to_thread(wish)


async def retries(world: World, number: int = 1) -> None:
    """A person wants it, and the program does it."""
    assert await wishes(world, number)
    await world.app.dead_letters.look_after()
    await world.settles()


async def letter(world: World, number: int = 1) -> tuple[str, int]:
    """State and number of failures."""
    row = next(row for row in await world.rows("dead_letter") if row["id"] == number)
    return row["state"], row["failures"]


def notices(world: World) -> list[str]:
    return [message.shown for message in world.feedback.messages]


async def test_a_poison_message_is_announced_told_and_answered_after_all(world: World) -> None:
    world.buries = 1
    ada = await world.asked()
    await poison(world, "answer", "first_value", "3")
    ada.taps("3 ⭐")
    await ada.sees("a person will look into it")
    await world.feedback.sees(f"Something that Ada sent in Telegram {SET_ASIDE}")
    await world.settles()
    assert await letter(world) == ("dead", 1)
    assert "dead_letters 1.0" in await metrics(world)
    await cure(world)
    await retries(world)
    assert await letter(world) == ("retried", 1)
    assert "What is the main reason" in last_word_to(ada)
    ada.writes("It was fine")
    await ada.sees("We read every answer")
    await world.settles()
    assert [row["final_value"] for row in await world.rows("answer")] == [3, "It was fine"]
    assert len(notices(world)) == 1
    assert "dead_letters 0.0" in await metrics(world)


async def test_a_customer_is_answered_again_right_after_a_poison_message(
    world: World, recovery: Recovery
) -> None:
    """Measured from the poison; what is set aside holds up none of what comes after it."""
    world.buries = 1
    ada = await world.asked()
    await poison(world, "answer", "first_value", "3")

    async def goes_on() -> None:
        ada.taps("3 ⭐")
        await ada.sees("a person will look into it")
        ada.writes("4")
        await ada.sees("What is the main reason", timeout=PATIENCE_S)

    await recovery.takes_really("a poison message", "the answer to the customer's next", goes_on())
    await world.settles()
    assert await letter(world) == ("dead", 1)
    assert [row["final_value"] for row in await world.rows("answer")] == [4]


async def metrics(world: World) -> str:
    await world.app.measures.take()
    return (await world.gets("/metrics"))[1]


async def test_others_go_on_meanwhile_and_two_of_a_chat_are_taken_up_in_their_order(world: World) -> None:
    world.buries = 2
    ada = await world.asked()
    await poison(world, "ticket_message", "text", "broken")
    await poison(world, "answer", "first_value", "broken")
    ada.writes("4")
    await ada.sees("What is the main reason")
    ada.writes("it was broken")
    await world.settles()
    ada.writes("all of it broken")
    await world.settles()
    bruno = await world.asked("1002", "Bruno")
    bruno.taps("5 ⭐")
    await bruno.sees("What is the main reason")
    await world.settles()
    assert len([word for word in words_to(ada) if "will look into it" in word]) == 1
    await cure(world)
    assert await wishes(world, 2)
    await retries(world, 1)
    answers = {row["node"]: row["final_value"] for row in await world.rows("answer") if row["run_id"] == 1}
    assert answers == {"satisfaction": 4, "reason": "it was broken"}
    assert "all of it broken" in [row["text"] for row in await world.rows("ticket_message")]


async def test_a_retry_in_vain_is_dead_again_and_not_announced_again(world: World) -> None:
    world.buries = 1
    ada = await world.asked()
    await poison(world, "answer", "first_value", "3")
    ada.taps("3 ⭐")
    await world.settles()
    await retries(world)
    await retries(world)
    assert await letter(world) == ("dead", 3)
    await world.passes(hours=2)
    await world.app.dead_letters.look_after()
    await world.settles()
    assert len(notices(world)) == 1


async def test_many_at_once_are_announced_together(world: World) -> None:
    world.buries = 4
    names = ("Ada", "Bruno", "Carla", "Dario")
    people = [await world.asked(f"{1001 + at}", name) for at, name in enumerate(names)]
    await poison(world, "answer", "first_value", "3")
    for person in people:
        person.taps("3 ⭐")
        await world.settles()
    assert len(notices(world)) == 1
    await world.app.dead_letters.look_after()
    await world.passes(minutes=61)
    await world.app.dead_letters.look_after()
    await world.settles()
    _, second = notices(world)
    assert "3 things could not be handled in the last hour" in second
    assert "Something that Carla sent in Telegram could not be handled" in second
    await world.passes(hours=2)
    await world.app.dead_letters.look_after()
    await world.settles()
    assert len(notices(world)) == 2


async def test_a_retry_that_two_replicas_meet_at_once_is_handled_once(world: World) -> None:
    world.buries = 1
    ada = await world.asked()
    await poison(world, "answer", "first_value", "3")
    ada.taps("3 ⭐")
    await world.settles()
    await cure(world)
    await wishes(world, 1)
    await asyncio.gather(*(world.app.dead_letters.look_after() for _ in range(2)))
    await world.settles()
    assert await letter(world) == ("retried", 1)
    assert len(await world.rows("answer")) == 1
    assert len([word for word in words_to(ada) if "What is the main reason" in word]) == 1


async def test_a_dead_timer_is_set_again(world: World) -> None:
    world.buries = 1
    ada = await world.asked()
    await poison(world, "outbox", "kind", "question")
    world.clock.push(timedelta(days=2))
    while not await world.rows("dead_letter"):
        await world.app.catch_up()
        world.clock.push(2 * timers.LEASE)
    await world.feedback.sees("A reminder that was due could not be sent")
    await cure(world)
    await retries(world)
    await world.passes(seconds=1)
    assert "A gentle reminder" in last_word_to(ada)
    assert await letter(world) == ("retried", 1)


async def test_a_letter_that_could_not_be_sent_is_sent_after_all(world: World) -> None:
    world.buries = 1
    ada = await world.asked()
    chat = (await world.row("conversation"))["id"]
    draft = Draft(
        "telegram", "a chat", "a chat", "text", {"text": "Without an address"}, conversation_id=chat
    )
    with world.database.transaction() as session:
        number = outbox.queue(session, draft, world.clock.now())
    await world.passes(seconds=10)
    await world.passes(seconds=20)
    await world.feedback.sees("A word of the bot to a customer could not be sent")
    await retries(world)
    await world.passes(seconds=10)
    await world.passes(seconds=20)
    assert await letter(world) == ("dead", 2)
    with world.database.transaction() as session:
        whole = {"address": str(ada.chat_id), "text": "With an address"}
        session.exec(update(OutboxRow).where(col(OutboxRow.id) == number).values(payload=whole))
    await retries(world)
    await ada.sees("With an address")
    assert await letter(world) == ("retried", 2)


async def test_an_act_of_staff_is_done_after_all(world: World) -> None:
    world.buries = 1
    _, card = await world.complaint()
    await poison(world, "ticket_event", "action", "claim")
    await world.giulia.clicks(card, "Claim")
    await world.giulia.sees_ephemeral("Something went wrong, so nothing was done")
    await world.settles()
    await world.feedback.sees("may have done it again")
    await cure(world)
    await retries(world)
    await card.shows("claimed")
    assert await letter(world) == ("retried", 1)


async def test_what_was_dropped_is_gone_and_stands_in_the_log(world: World) -> None:
    world.buries = 0
    ada = await world.asked()
    world.telegram.push_update({"message": "hello"})
    await world.settles()
    await wishes(world, 1, DeadLetterState.TO_DROP)
    with capture_logs() as log:
        await world.app.dead_letters.look_after()
    (entry,) = [each for each in log if each["event"] == "dead_letter.dropped"]
    assert (entry["id"], entry["source"], entry["failures"]) == (1, "telegram", 1)
    assert await world.rows("dead_letter") == []
    assert len(words_to(ada)) == 1


async def test_the_command_of_another_process_is_carried_out(world: World) -> None:
    world.buries = 1
    ada = await world.asked()
    await poison(world, "answer", "first_value", "3")
    ada.taps("3 ⭐")
    await world.settles()
    await cure(world)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "dead", "retry", "1", "--config", str(world.config_file)),
        env={**os.environ, **world.environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    assert (process.returncode, out.decode()) == (0, "1: taken up\n")
    await ada.sees("What is the main reason")
