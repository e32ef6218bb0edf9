"""An admin edits the configuration while customers are in the middle of a survey."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import pytest
from sqlmodel import Session

from bot.config import Config, load_config
from bot.use_cases import revise
from tests.journeys.settings import AFTER_DELIVERY, REMINDED, settings
from tests.journeys.world import World

ANOTHER_QUESTION = AFTER_DELIVERY.replace("how was the delivery", "how was the parcel")
RENAMED = AFTER_DELIVERY.replace('id = "reason"', 'id = "why"').replace("the main reason", "the very reason")
BROKEN = settings(flows=AFTER_DELIVERY.replace('when = "satisfaction <= 2"', 'when = "satisfacton <= 2"'))
PROMISED = """
[[tests]]
name = "The question stays"
flow = "after_delivery"
customer = { first_name = "Ada", language = "en" }
talk = '''
bot: Hi Ada, how was the delivery*
'''
expect = { status = "waiting" }
"""
MOVES = """
[migrate.after_delivery]
reason = "why"
"""


PRICE = "text.en = \"{{ purchase.amount | money: 'EUR' }}\""
PRICED = f"{AFTER_DELIVERY}\n[[flows.after_delivery.nodes]]\n{PRICE}\n"


async def test_a_saved_edit_is_for_those_who_begin_after_it(world: World) -> None:
    ada = await world.asked("1001")
    await world.saves(settings(flows=RENAMED))
    ada.taps("4 ⭐")
    await ada.sees("What is the main reason")
    bruno = await world.asked("1002", "Bruno")
    bruno.taps("4 ⭐")
    await bruno.sees("What is the very reason")
    ada.writes("All well")
    await ada.sees("We read every answer")
    bruno.writes("All well")
    await bruno.sees("We read every answer")
    nodes = [row["node"] for row in await world.rows("answer") if row["kind"] == "text"]
    assert nodes == ["reason", "why"]
    first, second = await world.rows("revision")
    assert (first["state"], second["state"]) == ("replaced", "in force")
    assert "flows.after_delivery.why is new: text" in second["changes"]
    assert [row["config_revision"] for row in await world.rows("run")] == [first["id"], second["id"]]


async def test_staff_ask_which_surveys_are_in_force(world: World) -> None:
    ada = await world.asked("1001")
    ada.taps("4 ⭐")
    await ada.sees("What is the main reason")
    await world.saves(settings(flows=RENAMED))
    await world.asked("1002", "Bruno")
    await world.hears_slack()
    answer = await world.giulia.commands("/riscontro", "flows")
    assert "Revision 2 of the configuration is in force" in answer["text"]
    assert "*After delivery* (`after_delivery`): 2 under way on 2 versions of it, 1 answer" in answer["text"]


async def test_an_edit_that_takes_a_restart_is_told_once(world: World) -> None:
    elsewhere = settings().replace('"#feedback"', '"#elsewhere"')
    await world.saves(elsewhere)
    notice = await world.feedback.sees("changes that take a restart")
    assert notice.shown == (
        "The configuration was saved with changes that take a restart: slack.default_channel."
    )
    await world.saves(f"# the same\n{elsewhere}")
    await world.saves(settings())
    await world.settles()
    assert len([one for one in world.feedback.messages if "a restart" in one.shown]) == 1


async def test_a_broken_edit_changes_nothing_and_is_told_once(world: World) -> None:
    await world.saves(BROKEN)
    notice = await world.feedback.sees("The configuration was saved with a mistake")
    assert "satisfacton" in notice.shown
    await world.saves(f"# still broken\n{BROKEN}")
    await world.settles()
    assert len([one for one in world.feedback.messages if "saved with a mistake" in one.shown]) == 1
    ada = await world.asked()
    ada.taps("4 ⭐")
    await ada.sees("What is the main reason")
    assert len(await world.rows("revision")) == 1


async def test_an_edit_that_makes_the_program_stumble_changes_nothing_and_is_told_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as fault:
        fault.setattr("babel.numbers.format_currency", lambda *_, **__: 1 / 0)
        await world.saves(settings(flows=PRICED))
    notice = await world.feedback.sees("The configuration was saved with a mistake")
    line = settings(flows=PRICED).splitlines().index(PRICE) + 1
    assert f"{world.config_file.name}:{line}:" in notice.shown
    with monkeypatch.context() as fault:
        fault.setattr("bot.config.documents.tomllib.loads", lambda _: 1 / 0)
        await world.saves(settings(flows=ANOTHER_QUESTION))
    await world.passes(minutes=6)
    await world.looks()
    await world.feedback.sees("this cannot be read (ZeroDivisionError)")
    await world.settles()
    assert len([one for one in world.feedback.messages if "saved with a mistake" in one.shown]) == 2
    assert len(await world.rows("revision")) == 1
    ada = await world.asked()
    ada.taps("4 ⭐")
    await ada.sees("What is the main reason")


async def test_whoever_is_typing_is_not_told_of_every_key(world: World) -> None:
    for typed in ("satis", "satisf", "satisfac"):
        await world.saves(BROKEN.replace("satisfacton", typed))
    await world.passes(minutes=6)
    await world.app.reloading.look()
    await world.settles()
    told = [one.shown for one in world.feedback.messages if "saved with a mistake" in one.shown]
    assert len(told) == 2
    assert "`satis`" in told[0]
    assert "`satisfac`" in told[1]


async def test_an_edit_that_waits_is_told_and_changes_nothing(world: World) -> None:
    tried = config_of(world, settings(flows=ANOTHER_QUESTION))
    await decided(world, lambda session, now: revise.apply(session, tried, "Maria", 10, now))
    await world.saves(settings(flows=RENAMED))
    await world.feedback.sees("waits for `riscontro apply`, since revision 2 is on trial")
    await decided(world, revise.promote)
    await world.restarts()
    await world.saves(f"{settings(flows=RENAMED)}\n# another comment")
    assert [row["state"] for row in await world.rows("revision")] == ["replaced", "in force"]


async def test_what_is_decided_comes_into_force_beside_a_broken_file(world: World) -> None:
    await world.saves(settings(flows=ANOTHER_QUESTION))
    await world.saves(BROKEN)
    await decided(world, lambda session, now: revise.roll_back(session, None, now))
    await world.looks()
    await world.asked("1001")


async def test_a_part_that_was_broken_is_taken_up_once_it_is_mended_where_it_stands(world: World) -> None:
    """An editor that writes into the file leaves the time of its folder as it was."""
    part = world.config_file.parent / "surveys" / "delivery.toml"
    part.parent.mkdir()
    part.write_text(AFTER_DELIVERY)
    await world.saves('include = ["surveys/*.toml"]' + settings(flows=""))
    part.write_text(AFTER_DELIVERY.replace('"After delivery"', '"After'))
    await world.looks()
    await world.feedback.sees("The configuration was saved with a mistake")
    await world.looks()
    part.write_text(ANOTHER_QUESTION)
    await world.looks()
    bruno = world.customer("Bruno")
    bruno.start(await world.delivers("1002", first_name="Bruno"))
    await bruno.sees("how was the parcel")


async def test_an_edit_whose_test_fails_changes_nothing_and_its_place_is_told(world: World) -> None:
    await world.saves(settings(flows=AFTER_DELIVERY) + PROMISED)
    await world.saves(settings(flows=ANOTHER_QUESTION) + PROMISED)
    notice = await world.feedback.sees("The configuration was saved with a mistake")
    assert "“The question stays”: the bot says something else" in notice.shown
    line = (settings(flows=ANOTHER_QUESTION) + PROMISED).splitlines().index(
        "bot: Hi Ada, how was the delivery*"
    ) + 1
    assert f"{world.config_file.name}:{line}:1" in notice.shown
    await world.asked("1001")
    assert len(await world.rows("revision")) == 1
    await world.saves(settings(flows=ANOTHER_QUESTION) + PROMISED.replace("the delivery*", "the parcel*"))
    assert len(await world.rows("revision")) == 2


async def test_an_edit_whose_test_fails_changes_nothing_over_a_restart_either(world: World) -> None:
    await world.saves(settings(flows=AFTER_DELIVERY) + PROMISED)
    await world.stops()
    world.config_file.write_text(settings(flows=ANOTHER_QUESTION) + PROMISED)
    await world.starts()
    await world.looks()
    await world.feedback.sees("The configuration was saved with a mistake")
    await world.asked("1001")
    await world.stops()
    world.config_file.write_text(
        settings(flows=ANOTHER_QUESTION) + PROMISED.replace("the delivery*", "the parcel*")
    )
    await world.starts()
    await world.looks()
    assert [row["author"] for row in await world.rows("revision")] == ["the start", "a saved file"]


async def test_runs_that_should_move_are_asked_anew(world: World) -> None:
    ada = await world.asked("1001")
    ada.taps("1 ⭐")
    await ada.sees("What is the main reason")
    await world.saves(settings(flows=RENAMED) + MOVES)
    await ada.sees("What is the very reason")
    ada.writes("It was broken")
    await ada.sees("We are sorry")
    await world.complaints.sees("It was broken")
    assert [row["node"] for row in await world.rows("answer")] == ["satisfaction", "why"]


async def test_nobody_is_moved_at_night(world: World) -> None:
    hours = REMINDED + 'contact_hours = "10:00-20:00"'
    ada = await world.asked("1001")
    ada.taps("4 ⭐")
    await ada.sees("What is the main reason")
    await world.passes(hours=13)
    await world.saves(settings(flows=RENAMED, outreach=hours) + MOVES)
    await world.settles()
    assert "very reason" not in ada.screen[-1].text
    await world.passes(hours=13)
    await world.looks()
    await ada.sees("What is the very reason")


async def test_a_rolled_back_edit_stays_away_until_it_is_applied(world: World) -> None:
    await world.saves(settings(flows=ANOTHER_QUESTION))
    (gone,), back = await decided(world, lambda session, now: revise.roll_back(session, None, now))
    await world.looks()
    await world.restarts()
    ada = await world.asked("1001")
    assert (gone.id, back.id) == (2, 1)
    saved = world.load_config()
    await decided(world, lambda session, now: revise.apply(session, saved, "Maria", 100, now))
    await world.looks()
    bruno = world.customer("Bruno")
    bruno.start(await world.delivers("1002", first_name="Bruno"))
    await bruno.sees("how was the parcel")
    assert ada.screen
    third = (await world.rows("revision"))[-1]
    assert (third["state"], third["author"]) == ("in force", "Maria")


async def test_a_canary_is_for_some_and_always_the_same(world: World) -> None:
    tried = config_of(world, settings(flows=ANOTHER_QUESTION))
    await decided(world, lambda session, now: revise.apply(session, tried, "Maria", 50, now))
    await world.looks()
    for number in range(12):
        person = world.customer(f"Ada {number}")
        person.start(await world.delivers(f"{number}", id=f"c-{number}", first_name=f"Ada {number}"))
        await person.sees("how was the")
    revisions = [row["config_revision"] for row in await world.rows("run")]
    assert set(revisions) == {1, 2}
    promoted = await decided(world, revise.promote)
    await world.looks()
    assert promoted.id == 2
    late = world.customer("Late")
    late.start(await world.delivers("late", first_name="Late"))
    await late.sees("how was the parcel")


def config_of(world: World, text: str) -> Config:
    path = world.config_file.with_name("tried.toml")
    path.write_text(text)
    loaded = load_config(path, world.environment)
    assert loaded.config is not None, loaded.problems
    return loaded.config


DecidedT = TypeVar("DecidedT")


async def decided(world: World, decide: Callable[[Session, datetime], DecidedT]) -> DecidedT:
    """As a command does it, in a transaction of its own."""

    def do() -> DecidedT:
        with world.database.transaction() as session:
            return decide(session, datetime.now(UTC))

    return await asyncio.to_thread(do)
