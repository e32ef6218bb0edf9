"""Customers who are moved to another revision in mid-survey: what they said goes along or stays for staff."""

import pytest

from tests.journeys.settings import AFTER_DELIVERY, settings
from tests.journeys.test_revisions import RENAMED
from tests.journeys.world import World

BOTH_RENAMED = RENAMED.replace('id = "satisfaction"', 'id = "score"').replace('"satisfaction ', '"score ')
MOVES = '\n[migrate.after_delivery]\nreason = "why"\n'
IN_PLACE = '\n[migrate.after_delivery]\nreason = "reason"\n'

WHICH = """
[[flows.after_delivery.nodes]]
id = "which"
text = { en = "Which one was it?", it = "Quale era?" }
"""
CHOICE = """ask = "choice"
options = [
  { id = "a", text = { en = "The blue one", it = "Quella blu" } },
  { id = "b", text = { en = "The red one", it = "Quella rossa" } },
]
"""
THINGS = CHOICE.replace("choice", "aspects").replace("options", "items")
REASON = '[[flows.after_delivery.nodes]]\nid = "reason"'
SORRY = '[[flows.after_delivery.nodes]]\nwhen = "satisfaction <= 2"'
ECHO = "[[flows.after_delivery.nodes]]\ntext.en = \"So it was {{ which | default: 'another' }}.\"\n"


def asking(kind: str) -> str:
    """The survey with a question of this kind before the reason."""
    flows = AFTER_DELIVERY.replace(REASON, f"{WHICH}{kind}\n{REASON}")
    echo = "" if kind == THINGS else f'{ECHO}text.it = "?"\n'
    return settings(flows=flows.replace(SORRY, f"{echo}{SORRY}"))


async def test_a_complaint_whose_score_is_asked_for_no_more_keeps_its_card(world: World) -> None:
    ada = await world.asked("1001")
    ada.taps("1 ⭐")
    await ada.sees("What is the main reason")
    await world.saves(settings(flows=BOTH_RENAMED) + MOVES)
    await ada.sees("What is the very reason")
    card = await world.complaints.sees("csat is 1 of 5")
    assert "1 of 5" in card.shown.partition("CSAT")[2]
    ada.writes("It broke")
    await world.complaints.sees("It broke")


async def test_an_answer_that_the_map_names_anew_is_not_asked_for_again(world: World) -> None:
    ada = await world.asked("1001")
    ada.taps("1 ⭐")
    await ada.sees("What is the main reason")
    await world.saves(settings(flows=BOTH_RENAMED) + MOVES + 'satisfaction = "score"\n')
    await ada.sees("What is the very reason")
    ada.writes("It broke")
    await ada.sees("We are sorry")
    await world.complaints.sees("It broke")
    assert [row["node"] for row in await world.rows("answer")] == ["score", "why"]
    assert await world.rows("earlier_answer") == []


async def test_a_question_that_has_another_name_now_shows_what_it_was_changed_to(world: World) -> None:
    ada = await world.asked("1001")
    ada.taps("1 ⭐")
    await ada.sees("What is the main reason")
    await world.saves(settings(flows=BOTH_RENAMED) + MOVES + 'satisfaction = "score"\n')
    await ada.sees("What is the very reason")
    ada.taps("Change")
    await ada.sees("Your answer so far: 1")
    ada.taps("2 ⭐")
    await ada.sees("✓ 2 ⭐")
    await world.settles()
    told = [message.text for message in ada.screen if not message.mine]
    assert not [text for text in told if "✓ 1 ⭐" in text]
    assert sum("✓ 2 ⭐" in text for text in told) == 2


@pytest.mark.parametrize("kind", ['ask = "rating"', 'ask = "date"', 'ask = "text"'])
async def test_what_was_said_to_another_kind_of_question_stays_what_it_was(world: World, kind: str) -> None:
    await world.saves(asking(CHOICE))
    ada = await world.asked("1001")
    ada.taps("1 ⭐")
    await ada.sees("Which one")
    ada.taps("The blue one")
    await ada.sees("What is the main reason")
    await world.saves(asking(kind) + IN_PLACE)
    card = await world.complaints.sees("csat is 1 of 5")
    assert "Quella blu" in card.shown
    ada.writes("It broke")
    await ada.sees("Which one was it?")
    ada.writes("3" if "rating" in kind else "yesterday")
    await ada.sees("We are sorry")
    assert not [message.text for message in ada.screen if "So it was a." in message.text]
    card = await world.complaints.sees("It broke")
    assert "Quella blu" in card.shown


@pytest.mark.parametrize("kind", [THINGS, 'ask = "text"'])
async def test_what_was_rated_so_far_counts_though_the_run_is_moved(world: World, kind: str) -> None:
    """It stands where the same things are rated; else staff read it."""
    await world.saves(asking(THINGS))
    ada = await world.asked("1001")
    ada.taps("1 ⭐")
    await ada.sees("Which one")
    ada.taps("2 ⭐")
    await ada.sees("The blue one: 2")
    asked_anew = asking(kind).replace("Which one", "Which one, then,")
    await world.saves(asked_anew + IN_PLACE.replace("reason", "which"))
    if kind == THINGS:
        await ada.sees("Your answer so far: The blue one 2")
        ada.taps("Keep it")
    else:
        await ada.sees("Which one, then, was it?")
        ada.writes("This one")
    await ada.sees("What is the main reason")
    ada.writes("It broke")
    await ada.sees("We are sorry")
    card = await world.complaints.sees("It broke")
    assert "Quella blu 2" in card.shown
