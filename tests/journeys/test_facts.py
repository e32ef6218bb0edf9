"""What later measures need is stored from the first day."""

from datetime import timedelta

from bot.demo.telegram import TelegramStandIn
from tests.journeys.clock import ManualClock
from tests.journeys.conftest import OpenWorld
from tests.journeys.settings import settings
from tests.journeys.world import World


async def a_complaint_over_two_hours(world: World) -> None:
    token = await world.delivers()
    await world.passes(hours=1)
    ada = world.customer()
    ada.start(token)
    await world.passes(hours=1)
    ada.taps("2 ⭐")
    await world.passes(minutes=1)
    ada.writes("It was a terrible delivery, the box was crushed")
    await world.settles()


async def test_a_run_keeps_the_time_of_each_stage(world: World) -> None:
    began = world.clock.now()
    await a_complaint_over_two_hours(world)
    run = await world.row("run")
    assert (run["status"], run["held_back"]) == ("complete", None)
    assert (run["flow"], run["touchpoint"], run["origin"]) == ("after_delivery", "delivery", "invited")
    assert (run["language"], run["is_test"]) == ("en", False)
    after = {name: at and at - began for name, at in run.items() if name.endswith("_at")}
    none, opened, rated = timedelta(0), timedelta(hours=1), timedelta(hours=2)
    assert after == {
        "happened_at": none,
        "eligible_at": none,
        "due_at": none,
        "link_issued_at": none,
        "link_opened_at": opened,
        "sent_at": opened,
        "first_answer_at": rated,
        "completed_at": rated + timedelta(minutes=1),
        "blocked_at": None,
        "expired_at": None,
        "stopped_at": None,
    }


async def test_an_answer_keeps_how_it_came_about(world: World) -> None:
    await a_complaint_over_two_hours(world)
    run, revision = await world.row("run"), await world.row("flow_revision")
    rating, reason = await world.rows("answer")
    for answer in (rating, reason):
        assert answer["run_id"] == run["id"]
        assert answer["revision_id"] == revision["id"] == run["revision_id"]
        assert (answer["language"], answer["channel"], answer["origin"]) == ("en", "telegram", "invited")
    assert (rating["node"], rating["kind"], rating["position"]) == ("satisfaction", "csat", 1)
    assert (rating["first_value"], rating["final_value"], rating["scorer"]) == (2, 2, None)
    assert (reason["node"], reason["kind"], reason["position"]) == ("reason", "text", 2)
    assert reason["first_value"] == "It was a terrible delivery, the box was crushed"
    assert reason["final_value"] == reason["first_value"]
    assert reason["polarity"] < 0
    assert reason["scorer"].startswith("textblob ")
    assert reason["not_scored"] is None


async def test_a_text_that_could_not_be_scored_says_why(world: World) -> None:
    ada = await world.asked()
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    ada.writes("La consegna è stata puntuale e il corriere gentile")
    await ada.sees("We read every answer")
    reason = (await world.rows("answer"))[1]
    assert (reason["polarity"], reason["not_scored"]) == (None, "other language")


async def test_a_skipped_question_is_an_answer_without_a_value(world: World) -> None:
    ada = await world.asked()
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    ada.taps("Skip")
    await ada.sees("We read every answer")
    reason = (await world.rows("answer"))[1]
    assert (reason["first_value"], reason["final_value"], reason["scorer"]) == (None, None, None)


async def test_the_times_of_a_ticket_tell_how_long_the_customer_waited(world: World) -> None:
    began = world.clock.now()
    _, card = await world.complaint()
    await world.passes(minutes=20)
    await world.giulia.clicks(card, "Claim")
    await world.passes(minutes=10)
    await world.replies(world.giulia, card, "A new mug leaves today.")
    await world.passes(minutes=10)
    await world.replies(world.giulia, card, "It is on its way.")
    await world.passes(minutes=10)
    await world.resolves(world.giulia, card)
    ticket = await world.row("ticket")
    assert ticket["complained_at"] == ticket["opened_at"] == began
    assert ticket["due_at"] == began + timedelta(hours=1)
    assert ticket["first_response_at"] == began + timedelta(minutes=30)
    assert ticket["resolved_at"] == began + timedelta(minutes=50)
    history = [(row["action"], row["state_after"]) for row in await world.rows("ticket_event")]
    assert history == [
        ("open", "open"),
        ("claim", "claimed"),
        ("reply", "waiting for customer"),
        ("reply", "waiting for customer"),
        ("resolve", "resolved"),
    ]


def first_chat() -> int:
    """The id of the first person in every local Telegram."""
    telegram = TelegramStandIn(username="any_bot", name="Any", token="1:ANY", now=ManualClock().now)
    return telegram.person("Anybody").chat_id


async def test_what_a_colleague_answers_is_a_test_and_says_so_on_the_card(open_world: OpenWorld) -> None:
    async with open_world(settings(telegram=f"staff = [{first_chat()}]")) as world:
        giulia, card = await world.complaint(name="Giulia")
        assert giulia.chat_id == first_chat()
        assert "(TEST)" in card.shown
        assert (await world.row("run"))["is_test"]
        assert (await world.row("ticket"))["is_test"]
        await world.asked("1002", "Ada")
        assert [row["is_test"] for row in await world.rows("run")] == [True, False]
