"""A talk goes as it is written, or it is told where it does not, what was expected, and what was said."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from flows.contact_hours import ContactHours
from flows.expansion import expand
from flows.outreach import Outreach
from tests.flows.rehearsal.talks import line_of, played
from tests.flows.surveys import MORE, WATCHED, ask, labelled, say, survey

DELIVERY = survey(
    ask("csat", "satisfaction", then={"1-2": "wrong"}),
    say("Lovely!", next="end"),
    ask("choice", "wrong", options=labelled("late", "broken"), optional=True),
    say("A person answers by {{ reply_by }}."),
)
GLAD = "bot: Satisfaction?*\nAda: 5\nbot: Lovely!\n"
SAD = """
bot: Satisfaction? 1 = very unhappy · 5 = very happy
buttons: 1 | 2 | 3 | 4 | 5
Ada: [2]
bot: Wrong?
buttons: Late | Broken | Back | Skip
Ada: Late
bot: A person answers by*
"""


@pytest.mark.parametrize("talk", [GLAD, SAD])
def test_a_talk_that_goes_as_written(talk: str) -> None:
    assert played(DELIVERY, talk) == ()


def test_another_text_is_told_with_what_was_said() -> None:
    talk = SAD.replace("bot: Wrong?", "bot: Which?")
    (mismatch,) = played(DELIVERY, talk)
    assert line_of(talk, mismatch) == "bot: Which?"
    assert mismatch.message == "the bot says something else"
    assert mismatch.expected == "Which?"
    assert mismatch.found == "Wrong? [Late] [Broken] [‹ Back] [Skip]"
    assert mismatch.differs_at == 1
    assert mismatch.so_far == "satisfaction = 2; waits at “wrong”"


def test_what_is_not_said_is_told() -> None:
    talk = f"{GLAD}bot: And thank you!\n"
    (mismatch,) = played(DELIVERY, talk)
    assert line_of(talk, mismatch) == "bot: And thank you!"
    assert mismatch.message == "the bot says nothing here"
    assert mismatch.expected == "And thank you!"


def test_what_is_said_beyond_the_talk_is_told() -> None:
    (mismatch,) = played(DELIVERY, GLAD.replace("bot: Lovely!\n", ""))
    assert mismatch.message == "behind this the bot says more"
    assert mismatch.found == "Lovely!"


def test_what_is_said_before_the_customer_acts_is_told() -> None:
    talk = GLAD.replace("bot: Satisfaction?*\n", "")
    (mismatch,) = played(DELIVERY, talk)
    assert line_of(talk, mismatch) == "Ada: 5"
    assert mismatch.message == "before this the bot says more"


@pytest.mark.parametrize(
    ("line", "instead", "message"),
    [
        ("Ada: [2]", "Ada: [9]", "there is no button [9]; the question has [1 ⭐]"),
        ("Ada: [2]", "Ada: (skip)", 'there is no button for "skip"'),
        ("Ada: [2]", "Ada: (edits: 3)", "nothing was typed yet that could be edited"),
        ("Ada: [2]", "Ada: (changes: satisfaction)", "none was"),
        ("Ada: [2]", "Ada: (language fr)", '"fr" is not among the languages of the business: en, it'),
        ("buttons: 1 | 2 | 3 | 4 | 5", "buttons: 1 | 2 | 3", "there are other buttons"),
    ],
)
def test_what_nobody_can_do_is_told(line: str, instead: str, message: str) -> None:
    talk = SAD.replace(line, instead)
    (mismatch,) = played(DELIVERY, talk)
    assert line_of(talk, mismatch) == instead
    assert message in mismatch.message


def test_after_the_end_nothing_is_open() -> None:
    (mismatch,) = played(DELIVERY, f"{GLAD}Ada: One more thing\n")
    assert mismatch.message == "the survey is over (complete), and no question is open"


def test_a_text_that_cannot_be_filled_in_is_told() -> None:
    flow = survey(ask("csat", "satisfaction"), say("Thanks, {{ customer.email }}!"))
    (mismatch,) = played(flow, "bot: Sat*\nAda: 5\nbot: Thanks*\n")
    assert "a text cannot be filled in" in mismatch.message


@pytest.mark.parametrize(
    ("expect", "place", "expected", "found"),
    [
        ({"ticket": False}, ("expect", "ticket"), "none", "#feedback, by “Unhappy”"),
        ({"ticket": "#other"}, ("expect", "ticket"), "#other", "#feedback, by “Unhappy”: csat is 2 of 5"),
        ({"rule": "Angry"}, ("expect", "rule"), "Angry", "Unhappy"),
        ({"priority": "low"}, ("expect", "priority"), "low", "high"),
        ({"status": "waiting"}, ("expect", "status"), "waiting", "complete"),
        ({"node": "wrong"}, ("expect", "node"), "waiting at “wrong”", "complete"),
        ({"timers": ["remind"]}, ("expect", "timers"), "remind", "none"),
        ({"answers": {"wrong": "broken"}}, ("expect", "answers", "wrong"), "broken", "late"),
        ({"answers": {"satisfaction": True}}, ("expect", "answers", "satisfaction"), "true", "2"),
        ({"answers": {"lost": 1}}, ("expect", "answers", "lost"), "1", "not answered"),
    ],
)
def test_what_it_led_to_is_compared(
    expect: dict[str, Any], place: tuple[str, ...], expected: str, found: str
) -> None:
    (mismatch,) = played(DELIVERY, SAD, **expect)
    assert (mismatch.place, mismatch.expected) == (place, expected)
    assert found in (mismatch.found or "")


def test_all_that_it_led_to_may_be_right() -> None:
    right: dict[str, Any] = {
        "ticket": "#feedback",
        "rule": "Unhappy",
        "priority": "high",
        "status": "complete",
        "timers": [],
    }
    assert played(DELIVERY, SAD, **right, answers={"satisfaction": 2, "wrong": "late"}) == ()
    assert played(DELIVERY, GLAD, ticket=False) == ()


def test_every_expectation_is_compared() -> None:
    mismatches = played(DELIVERY, SAD, ticket=False, answers={"satisfaction": 3, "wrong": "broken"})
    assert len(mismatches) == 3


def test_no_ticket_where_one_is_expected() -> None:
    (mismatch,) = played(DELIVERY, GLAD, ticket="#feedback")
    assert mismatch.found == "no rule of [[complaints]] matched"


def test_a_complaint_that_waits_for_its_reason_is_no_ticket_yet() -> None:
    until_two = "bot: Sat*\nAda: 2\nbot: Wrong?\n"
    (mismatch,) = played(DELIVERY, until_two, ticket="#feedback", status="waiting")
    assert mismatch.found == "“Unhappy” matched, and waits for its reason for 3 minutes"
    assert played(DELIVERY, f"{until_two}(3 minutes)\n", ticket="#feedback", status="waiting") == ()


def test_a_talk_that_stops_in_the_middle_says_so() -> None:
    (mismatch,) = played(DELIVERY, "bot: Sat*\n")
    assert mismatch.message == "the talk is over, and the survey is not"
    assert mismatch.found == "waiting at “satisfaction”"
    assert played(DELIVERY, "bot: Sat*\n", status="waiting") == ()
    assert played(DELIVERY, "bot: Sat*\n", node="satisfaction") == ()


EVENINGS = replace(
    WATCHED,
    outreach=Outreach(
        reminders=(timedelta(hours=8),),
        expires_after=timedelta(days=7),
        contact_hours=ContactHours.parse("9:00-17:00"),
    ),
)


def test_time_passes_and_timers_fire() -> None:
    talk = """
bot: Satisfaction?*
--- 8 hours later
--- 15 hours later
bot: A gentle reminder*Satisfaction?*
--- 7 days later
"""
    assert played(DELIVERY, talk, EVENINGS, status="expired") == ()
    (mismatch,) = played(DELIVERY, talk.replace("--- 15 hours later\n", ""), EVENINGS, status="expired")
    assert mismatch.message == "the bot says nothing here"


def test_a_timeout_of_its_own() -> None:
    flow = survey(
        ask("csat", "satisfaction", timeout={"after": "2 days", "to": "bye"}), MORE, say("Bye!", id="bye")
    )
    assert played(flow, "bot: Sat*\n(2 days)\nbot: Bye!", answers={"satisfaction": "timed out"}) == ()


def test_answers_are_changed_by_button_by_edit_and_by_going_back() -> None:
    flow = survey(ask("csat", "satisfaction"), MORE, ask("text", "why", optional=True))
    talk = """
bot: Satisfaction?*
Ada: [4]
bot: More?
Ada: (back)
bot: Satisfaction?*Your answer so far: 4*
Ada: (keep)
bot: More?
Ada: It was late
bot: Why?
Ada: (changes: More?)
bot: More?*It was late
Ada: It was very late
bot: Why?
Ada: (edits: It was very, very late)
bot: *
Ada: (skip)
bot: *
"""
    right = {"satisfaction": 4, "more": "It was very, very late", "why": "skipped"}
    assert played(flow, talk, answers=right) == ()


def test_what_takes_several_taps() -> None:
    flow = survey(ask("multi", "causes", options=labelled("late", "broken", "other"), min=2))
    talk = """
bot: Causes?
buttons: Late | Broken | Other
Ada: [Late]
buttons: Late | Broken | Other | Done
Ada: (done)
toast: *2*
Ada: [Other]
Ada: [Done]
bot: *
"""
    assert played(flow, talk, answers={"causes": ["late", "other"]}) == ()
    (mismatch,) = played(flow, talk.replace("toast", "bot"))
    assert (mismatch.found or "").startswith("(on the tap)")


def test_things_are_sent() -> None:
    flow = survey(
        ask("photo", "box"),
        ask("contact", "phone"),
        ask("location", "place"),
        ask("consent", "news", version="1"),
    )
    talk = """
bot: Box?
Ada: (photo box.jpg)
bot: Phone?
Ada: (contact +39061234567)
bot: *+39061234567*
bot: Place?
Ada: (location 45.4642,9.19)
bot: *45.4642*
bot: News?
Ada: [Yes*]
"""
    talk = talk.replace("[Yes*]", "yes") + "bot: *\n"
    right = {"box": "box.jpg", "phone": "+39061234567", "place": True, "news": True}
    assert played(flow, talk, answers=right) == ()


def test_a_photo_that_no_question_asked_for_is_kept_and_shows_the_complaint() -> None:
    flow = survey(ask("csat", "satisfaction"), MORE)
    talk = "bot: Sat*\nAda: 2\nbot: More?\nAda: (photo box.jpg)\nbot: *kept it*\nAda: (photo two.jpg)\n"
    assert played(flow, talk, ticket="#feedback", node="more") == ()


def test_a_place_that_no_question_asked_for_counts_as_words() -> None:
    assert (
        played(
            survey(MORE),
            "bot: More?\nAda: (location 45.4,9.1)\nbot: *\n",
            answers={"more": "a location 45.4,9.1"},
        )
        == ()
    )


def test_another_language_and_the_end_that_the_customer_wants() -> None:
    flow = survey({"ask": "csat", "id": "satisfaction", "text": {"en": "How?", "it": "Come?"}})
    talk = "bot: How?*\nAda: (language it)\nbot: *\nbot: Come?*\nAda: (stop)\nbot: *\n"
    assert played(flow, talk, status="stopped") == ()


def test_a_mood_may_be_given() -> None:
    talk = "bot: More?\nAda {mood -0.9}: Hm\nbot: *\n"
    assert played(survey(MORE), talk, rule="Unhappy") == ()
    assert played(survey(MORE), talk.replace(" {mood -0.9}", ""), ticket=False) == ()


def test_answers_of_a_sub_flow_may_be_tables() -> None:
    inner = survey(ask("text", "phone"))
    node = {"id": "details", "flow": "contact"}
    flow = expand(survey(node, MORE), {"contact": inner})
    talk = "bot: Phone?\nAda: 1\nbot: More?\nAda: 2\nbot: *\n"
    for answers in ({"details": {"phone": "1"}}, {"details.phone": "1"}):
        assert played(flow, talk, answers=answers) == ()
    (mismatch,) = played(flow, talk, answers={"details": {"phone": "9"}})
    assert mismatch.place == ("expect", "answers", "details.phone")
