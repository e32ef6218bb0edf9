"""A colleague sees a survey in their own Telegram: the program that runs asks on, and nothing counts."""

from bot.config import Config, load_config
from bot.config.rehearsals import Sale
from bot.demo.telegram import Person
from bot.use_cases.preview import NotShown, preview
from bot.use_cases.setup import Setup
from bot.use_cases.turn import Turn
from storage.conversations import Address
from tests.journeys.conftest import OpenWorld
from tests.journeys.settings import settings
from tests.journeys.test_facts import first_chat
from tests.journeys.world import World

GIULIA = first_chat()
STAFFED = settings(telegram=f"staff = [{GIULIA}]")


def colleague(world: World) -> Person:
    return world.telegram.person("Giulia", language_code="en")


def show(world: World, config: Config | None = None) -> NotShown | None:
    """What `riscontro preview` does, beside the running program."""
    found = config or world.load_config()
    address = Address("telegram", found.telegram.bot_id, str(GIULIA))
    with world.database.transaction() as session:
        turn = Turn(session, Setup(found, b"secret", ""), world.clock.now())
        return preview(turn, "after_delivery", address, Sale(items=("Tray", "Blue mug")))


async def test_a_preview_arrives_is_answered_and_is_a_test_throughout(open_world: OpenWorld) -> None:
    async with open_world(STAFFED) as world:
        giulia = colleague(world)
        giulia.start()
        await giulia.sees("no question for you right now")
        await world.settles()
        assert show(world) is None
        await world.settles()
        await giulia.sees("Hi Giulia, how was the delivery of Tray, Blue mug?")
        giulia.taps("2 ⭐")
        await giulia.sees("What is the main reason")
        giulia.writes("Only to see what happens")
        await giulia.sees("We are sorry.")
        await world.settles()
        card = await world.complaints.sees("TEST")
        assert "Giulia" in card.shown
        assert "Only to see what happens" in card.shown
        run = await world.row("run")
        assert (run["status"], run["is_test"], run["touchpoint"]) == ("complete", True, "preview")
        assert (await world.row("ticket"))["is_test"] is True
        assert (await world.row("customer"))["conversation_id"] is None


async def test_what_is_previewed_need_not_be_what_runs(open_world: OpenWorld) -> None:
    async with open_world(STAFFED) as world:
        giulia = colleague(world)
        giulia.start()
        await giulia.sees("no question for you right now")
        await world.settles()
        edited = world.config_file.with_name("edited.toml")
        text = world.config_file.read_text(encoding="utf-8")
        edited.write_text(
            text.replace("What is the main reason for your score?", "Why, dear?"), encoding="utf-8"
        )
        assert show(world, load_config(edited, world.environment).config) is None
        await world.settles()
        giulia.taps("4 ⭐")
        await giulia.sees("Why, dear?")
        await world.passes(days=2)
        await world.settles()
        giulia.taps("Skip")
        await giulia.sees("Thank you! We read every answer.")


async def test_another_preview_ends_the_one_before(open_world: OpenWorld) -> None:
    async with open_world(STAFFED) as world:
        giulia = colleague(world)
        giulia.start()
        await giulia.sees("no question for you right now")
        await world.settles()
        assert show(world) is None
        await world.passes(minutes=1)
        assert show(world) is None
        await world.settles()
        assert [row["status"] for row in await world.rows("run")] == ["stopped", "waiting"]
        giulia.taps("5 ⭐")
        await giulia.sees("What is the main reason")


async def test_who_cannot_be_written_to_is_told_apart(open_world: OpenWorld) -> None:
    async with open_world(STAFFED) as world:
        assert show(world) is NotShown.NO_CHAT
        giulia = colleague(world)
        giulia.start()
        await giulia.sees("no question for you right now")
        giulia.writes("/stop")
        await giulia.sees("no more questions")
        await world.settles()
        assert show(world) is NotShown.OPTED_OUT
        giulia.blocks()
        await world.settles()
        assert show(world) is NotShown.BLOCKED
        assert await world.rows("run") == []
