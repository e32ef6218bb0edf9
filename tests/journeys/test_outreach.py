"""When a customer is asked, reminded, or left alone, and why."""

from datetime import timedelta

from bot.demo.telegram import Person
from tests.journeys.conftest import OpenWorld
from tests.journeys.screens import last_word_to, words_to
from tests.journeys.settings import settings
from tests.journeys.shop import a_delivery
from tests.journeys.world import World

IN_TOKYO = {"id": "c-ada", "time_zone": "Asia/Tokyo"}


async def answers_all(world: World, person: Person) -> None:
    """Five stars and no reason, which ends the survey."""
    person.taps("5 ⭐")
    await person.sees("What is the main reason")
    person.taps("Skip")
    await person.sees("We read every answer")
    await world.settles()


async def statuses(world: World) -> list[tuple[str, str | None]]:
    return [(row["status"], row["held_back"]) for row in await world.rows("run")]


async def test_the_survey_comes_when_its_delay_is_over(open_world: OpenWorld) -> None:
    async with open_world(settings(after="2 days")) as world:
        token = await world.delivers()
        ada = world.customer()
        ada.start(token)
        await ada.sees("no question for you right now")
        await world.passes(days=1, hours=23)
        assert len(words_to(ada)) == 1
        await world.passes(hours=1)
        await ada.sees("how was the delivery")


async def test_whoever_opens_the_bot_after_the_survey_fell_due_is_asked_at_once(
    open_world: OpenWorld,
) -> None:
    async with open_world(settings(after="2 days")) as world:
        token = await world.delivers()
        await world.passes(days=5)
        assert await statuses(world) == [("scheduled", None)]
        ada = world.customer()
        ada.start(token)
        await ada.sees("how was the delivery")


async def test_a_survey_waits_for_the_contact_hours_of_the_customers_own_time_zone(
    open_world: OpenWorld,
) -> None:
    async with open_world(settings(outreach='contact_hours = "10:00-20:00"')) as world:
        ada = await world.asked("1001", **IN_TOKYO)  # 21:00 there, but they came by themselves
        await answers_all(world, ada)
        await world.delivers("1002", **IN_TOKYO)
        await world.settles()
        seen = len(words_to(ada))
        await world.passes(hours=12, minutes=59)  # 09:59 in Tokyo
        assert len(words_to(ada)) == seen
        await world.passes(minutes=1)
        assert "how was the delivery" in last_word_to(ada)


async def test_a_reminder_that_falls_into_the_night_comes_in_the_morning(open_world: OpenWorld) -> None:
    outreach = 'contact_hours = "10:00-20:00"\nreminders = ["2 days"]'
    async with open_world(settings(outreach=outreach)) as world:
        ada = await world.asked(**IN_TOKYO)
        await world.passes(days=2, hours=12, minutes=59)
        assert len(words_to(ada)) == 1
        await world.passes(minutes=1)
        await ada.sees("gentle reminder")


async def test_a_linked_customer_is_not_asked_again_before_the_cooldown_is_over(
    open_world: OpenWorld,
) -> None:
    async with open_world(settings(outreach='cooldown = "14 days"')) as world:
        ada = await world.asked("1001", id="c-ada")
        await answers_all(world, ada)
        await world.passes(days=13)
        await world.delivers("1002", id="c-ada")
        await world.settles()
        await world.passes(days=1)
        await world.delivers("1003", id="c-ada")
        await world.settles()
        assert "how was the delivery" in last_word_to(ada)
        assert await statuses(world) == [
            ("complete", None),
            ("held back", "asked not long ago"),
            ("waiting", None),
        ]


async def test_whoever_opted_out_is_not_asked(world: World) -> None:
    ada = await world.asked("1001", id="c-ada")
    ada.writes("/stop")
    await ada.sees("no more questions")
    await world.delivers("1002", id="c-ada")
    await world.settles()
    assert await statuses(world) == [("stopped", None), ("held back", "the customer wants no questions")]


async def test_nobody_is_asked_while_a_complaint_of_theirs_is_open(world: World) -> None:
    ada, card = await world.complaint("1001", id="c-ada")
    await world.delivers("1002", id="c-ada")
    await world.settles()
    assert await statuses(world) == [("complete", None), ("held back", "a complaint of theirs is open")]
    await world.replies(world.giulia, card, "A new one is on its way.")
    await world.resolves(world.giulia, card)
    await world.delivers("1003", id="c-ada")
    await world.settles()
    assert "how was the delivery" in last_word_to(ada)


async def test_an_event_older_than_a_month_starts_nothing_and_the_reason_is_stored(world: World) -> None:
    a_month_ago = world.clock.now() - timedelta(days=30, seconds=1)
    token = await world.tells(a_delivery("1001", a_month_ago, {}))
    ada = world.customer()
    ada.start(token)
    await ada.sees("no question for you right now")
    assert await statuses(world) == [("held back", "the purchase is too old")]


async def test_of_two_purchases_one_is_asked_about_at_a_time(world: World) -> None:
    ada = await world.asked("1001", id="c-ada")
    await world.delivers("1002", id="c-ada")
    await world.settles()
    assert len(words_to(ada)) == 1
    await answers_all(world, ada)
    await world.passes(days=1)
    assert "how was the delivery" in last_word_to(ada)
    assert await statuses(world) == [("complete", None), ("waiting", None)]


async def test_a_survey_whose_flow_is_gone_is_held_back(open_world: OpenWorld) -> None:
    async with open_world(settings(after="1 day")) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        await ada.sees("no question for you right now")
        world.config_file.write_text(settings().replace("after_delivery", "another"), encoding="utf-8")
        await world.restarts()
        await world.passes(days=1)
        assert await statuses(world) == [("held back", "its flow is no longer in the configuration")]


async def test_a_survey_under_way_keeps_the_questions_it_began_with(world: World) -> None:
    ada = await world.asked()
    changed = settings().replace("What is the main reason for your score?", "Why?")
    world.config_file.write_text(changed, encoding="utf-8")
    await world.restarts()
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    grace = await world.asked("1002", "Grace")
    grace.taps("5 ⭐")
    await grace.sees("Why?")
    assert len(await world.rows("flow_revision")) == 2


async def test_the_shops_event_told_twice_starts_one_survey(world: World) -> None:
    event = a_delivery("1001", world.clock.now(), {})
    first, second = await world.tells(event), await world.tells(event)
    assert first == second
    assert await statuses(world) == [("scheduled", None)]
