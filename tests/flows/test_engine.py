"""What the engine makes of every event, told as transcripts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from flows.definition import ComplaintRule, Flow
from flows.engine import repeat_question, start, step
from flows.events import (
    SKIP,
    Event,
    GraceEnded,
    LanguageChosen,
    ReminderDue,
    Stopped,
    Tapped,
    WaitExpired,
    Wrote,
)
from flows.outreach import Outreach
from flows.run import Run, RunStatus
from flows.scene import Scene
from flows.wording import WordingError
from tests.flows.host import MORNING, Host
from tests.flows.playbook import a_mood, play

RULE = ComplaintRule(name="Unhappy", when="csat <= 2 || mood <= -0.5", channel="#complaints", priority="high")
QUIET = Scene(
    facts={"business": {"name": "Bottega Rossi", "privacy_url": "https://bottegarossi.example/privacy"}},
    fallback_language="en",
    time_zone="Europe/Rome",
    complaints=(RULE,),
    first_response={"high": timedelta(hours=1)},
    outreach=Outreach(expires_after=timedelta(0)),
)
SCENE = replace(
    QUIET,
    outreach=Outreach(reminders=(timedelta(days=4), timedelta(days=2)), expires_after=timedelta(days=7)),
)


def survey(*nodes: Mapping[str, object]) -> Flow:
    return Flow.model_validate({"nodes": nodes})


RATING = {"id": "rating", "ask": "csat", "text": {"en": "How was it?", "it": "Com'è andata?"}}
REASON = {"id": "reason", "ask": "text", "optional": True, "text": {"en": "Why?"}}
SORRY = {"when": "rating <= 2", "text": {"en": "We are sorry. You hear from us by {{ reply_by }}."}}
THANKS = {"when": "rating >= 3", "text": {"en": "Thank you!"}}
DELIVERY = survey(RATING, REASON, SORRY, THANKS)

ASKED = """
    > start
    asks 1: How was it? ¶ 1 = very unhappy · 5 = very happy
    buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
    timers: none
"""
ASKED_WITH_TIMERS = ASKED.replace("none", "remind in 2 days, expire in 7 days")
RATED_LOW = f"""
    {ASKED}
    > taps 2 ⭐
    answer 1: rating 2 in en
    asks 2: Why?
    buttons: ‹ Back | Skip
    timers: open ticket in 3 minutes
"""


def test_a_glad_customer_is_thanked() -> None:
    play(
        DELIVERY,
        SCENE,
        f"""
        {ASKED_WITH_TIMERS}
        > taps 5 ⭐
        answer 1: rating 5 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: expire in 7 days
        > taps Skip
        answer 2: reason skipped in en
        says: Thank you!
        timers: none
        run: complete, step 3
        """,
    )


def test_a_low_rating_becomes_a_ticket_when_the_reason_comes() -> None:
    play(
        DELIVERY,
        QUIET,
        f"""
        {RATED_LOW}
        > waits 1 minute
        > writes (-0.7) It came broken
        answer 2: reason 'It came broken' in en (mood -0.7)
        says: We are sorry. You hear from us by 11:00.
        ticket: Unhappy, high, to #complaints, due in 59 minutes
        because: csat is 2 of 5 (csat <= 2)
        timers: none
        run: complete, step 3
        """,
    )


def test_a_low_rating_whose_reason_does_not_come_is_a_ticket_after_three_minutes() -> None:
    play(
        DELIVERY,
        QUIET,
        f"""
        {RATED_LOW}
        > waits 3 minutes
        timer: open ticket
        ticket: Unhappy, high, to #complaints, due in 57 minutes
        because: csat is 2 of 5 (csat <= 2)
        > writes (-0.9) Horrible
        answer 2: reason 'Horrible' in en (mood -0.9)
        says: We are sorry. You hear from us by 11:00.
        ticket: refreshed
        timers: none
        run: complete, step 3
        """,
    )


def test_a_second_rating_does_not_end_the_wait_for_the_reason() -> None:
    ease = {"id": "ease", "ask": "ces", "text": {"en": "Was it easy?"}}
    play(
        survey(RATING, ease, {**REASON, "optional": False}),
        QUIET,
        f"""
        {ASKED}
        > taps 1 ⭐
        answer 1: rating 1 in en
        asks 2: Was it easy? ¶ 1 = strongly disagree · 7 = strongly agree
        buttons: 1 | 2 | 3 | 4 | 5 | 6 | 7 / ‹ Back
        timers: open ticket in 3 minutes
        > waits 1 minute
        > taps 4
        answer 2: ease 4 in en
        asks 3: Why?
        buttons: ‹ Back
        timers: open ticket in 2 minutes
        > writes Nobody answered
        answer 3: reason 'Nobody answered' in en (mood no known words)
        says: That was all. Thank you for your time!
        ticket: Unhappy, high, to #complaints, due in 59 minutes
        because: csat is 1 of 5 (csat <= 2)
        timers: none
        run: complete, step 4
        """,
    )


def test_a_choice_says_what_is_wrong() -> None:
    what = {
        "id": "what",
        "ask": "choice",
        "text": {"en": "What was it?"},
        "options": [{"id": "late", "text": {"en": "Too late"}}, {"id": "box", "text": {"en": "The box"}}],
    }
    play(
        survey(RATING, what, REASON),
        QUIET,
        f"""
        {ASKED}
        > taps 2 ⭐
        answer 1: rating 2 in en
        asks 2: What was it?
        buttons: Too late / The box / ‹ Back
        timers: open ticket in 3 minutes
        > writes the box
        answer 2: what 'box' in en
        asks 3: Why?
        buttons: ‹ Back | Skip
        ticket: Unhappy, high, to #complaints, due in 1 hour
        because: csat is 2 of 5 (csat <= 2)
        timers: none
        > taps Skip
        answer 3: reason skipped in en
        says: That was all. Thank you for your time!
        ticket: refreshed
        timers: none
        run: complete, step 4
        """,
    )


def test_a_skipped_reason_is_not_waited_for_and_has_no_mood() -> None:
    host = play(
        DELIVERY,
        QUIET,
        f"""
        {RATED_LOW}
        > writes (-0.8) no thanks
        answer 2: reason skipped in en
        says: We are sorry. You hear from us by 11:00.
        ticket: Unhappy, high, to #complaints, due in 1 hour
        because: csat is 2 of 5 (csat <= 2)
        timers: none
        run: complete, step 3
        """,
    )
    assert host.run.worst_mood is None


def test_a_rating_that_ends_the_run_is_a_ticket_at_once() -> None:
    play(
        survey(RATING),
        QUIET,
        f"""
        {ASKED}
        > taps 1 ⭐
        answer 1: rating 1 in en
        says: That was all. Thank you for your time!
        ticket: Unhappy, high, to #complaints, due in 1 hour
        because: csat is 1 of 5 (csat <= 2)
        timers: none
        run: complete, step 2
        """,
    )


def test_words_alone_can_be_a_complaint() -> None:
    play(
        survey(RATING, REASON, {"id": "more", "ask": "text", "text": {"en": "More?"}}),
        QUIET,
        f"""
        {ASKED}
        > taps 5 ⭐
        answer 1: rating 5 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: none
        > writes (-0.6) Rude courier
        answer 2: reason 'Rude courier' in en (mood -0.6)
        asks 3: More?
        buttons: ‹ Back
        ticket: Unhappy, high, to #complaints, due in 1 hour
        because: mood is -0.60 (mood <= -0.5)
        timers: none
        > writes (0.9) Lovely box
        answer 3: more 'Lovely box' in en (mood 0.9)
        says: That was all. Thank you for your time!
        ticket: refreshed
        timers: none
        run: complete, step 4
        """,
    )


def test_a_complaint_is_not_lost_when_the_customer_stops() -> None:
    play(
        DELIVERY,
        QUIET,
        f"""
        {RATED_LOW}
        > stops
        ticket: Unhappy, high, to #complaints, due in 1 hour
        because: csat is 2 of 5 (csat <= 2)
        timers: none
        run: stopped, step 3
        """,
    )


def test_a_complaint_is_not_lost_when_the_run_expires_before_its_grace_ends() -> None:
    play(
        DELIVERY,
        replace(QUIET, outreach=Outreach(expires_after=timedelta(minutes=2))),
        """
        > start
        asks 1: How was it? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: expire in 2 minutes
        > taps 2 ⭐
        answer 1: rating 2 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: open ticket in 3 minutes, expire in 2 minutes
        > waits 1 hour
        timer: expire
        ticket: Unhappy, high, to #complaints, due in 58 minutes
        because: csat is 2 of 5 (csat <= 2)
        timers: none
        run: expired, step 3
        """,
    )


def test_reminders_come_one_by_one_and_then_the_run_expires() -> None:
    play(
        DELIVERY,
        SCENE,
        f"""
        {ASKED_WITH_TIMERS}
        > waits 3 days
        timer: remind
        asks 1: A gentle reminder, in case you missed it. Your opinion helps us. ¶ How was it? ¶ \
1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: remind in 2 days, expire in 5 days
        > waits 10 days
        timer: remind
        asks 1: A gentle reminder, in case you missed it. Your opinion helps us. ¶ How was it? ¶ \
1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: expire in 3 days
        timer: expire
        timers: none
        run: expired, step 2
        """,
    )


def test_reminders_that_were_missed_do_not_come_in_a_burst() -> None:
    host = play(
        DELIVERY,
        SCENE,
        f"""
        {ASKED_WITH_TIMERS}
        > is down for 5 days
        timer: remind
        asks 1: A gentle reminder, in case you missed it. Your opinion helps us. ¶ How was it? ¶ \
1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: expire in 2 days
        """,
    )
    assert host.run.reminders_sent == 1


def test_a_reminder_as_late_as_the_expiry_is_none() -> None:
    play(
        DELIVERY,
        SCENE,
        f"""
        {ASKED_WITH_TIMERS}
        > is down for 7 days
        timer: remind
        timers: none
        run: expired, step 2
        """,
    )


def test_a_reminder_does_not_forget_a_pending_complaint() -> None:
    scene = replace(QUIET, outreach=Outreach(reminders=(timedelta(minutes=1),), expires_after=timedelta(0)))
    play(
        survey(RATING, {**REASON, "optional": False}),
        scene,
        f"""
        {ASKED.replace("none", "remind in 1 minute")}
        > taps 2 ⭐
        answer 1: rating 2 in en
        asks 2: Why?
        buttons: ‹ Back
        timers: open ticket in 3 minutes, remind in 1 minute
        > is down for 5 minutes
        timer: remind
        asks 2: A gentle reminder, in case you missed it. Your opinion helps us. ¶ Why?
        buttons: ‹ Back
        timers: open ticket overdue
        timer: open ticket
        ticket: Unhappy, high, to #complaints, due in 55 minutes
        because: csat is 2 of 5 (csat <= 2)
        """,
    )


def test_the_first_keyboard_works_after_a_reminder_too() -> None:
    host = Host(DELIVERY, SCENE)
    host.start()
    list(host.pass_time(timedelta(days=3)))
    first, reminder = host.questions
    assert first.step == reminder.step
    host.feed(Tapped(first.step, "4"))
    assert [answer.value for answer in host.answers] == [4]


def test_an_old_keyboard_says_that_it_is_answered() -> None:
    play(
        DELIVERY,
        QUIET,
        f"""
        {RATED_LOW}
        > taps 5 ⭐ of 1
        toast: You have already answered this one. Thank you!
        > taps Skip
        answer 2: reason skipped in en
        says: We are sorry. You hear from us by 11:00.
        ticket: Unhappy, high, to #complaints, due in 1 hour
        because: csat is 2 of 5 (csat <= 2)
        timers: none
        run: complete, step 3
        > taps Skip of 2
        toast: You have already answered this one. Thank you!
        """,
    )


def test_the_keyboard_of_a_run_that_broke_off_says_that_it_is_closed() -> None:
    play(
        DELIVERY,
        QUIET,
        f"""
        {ASKED}
        > stops
        timers: none
        run: stopped, step 2
        > taps 5 ⭐ of 1
        toast: This survey is closed. You can still write to us here.
        """,
    )


def test_the_language_changes_in_the_middle() -> None:
    play(
        DELIVERY,
        SCENE,
        f"""
        {ASKED_WITH_TIMERS}
        > speaks it
        asks 1: Com'è andata? ¶ 1 = molto insoddisfacente · 5 = molto soddisfacente
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        > writes quattro stelle
        answer 1: rating 4 in it
        asks 2: Why?
        buttons: ‹ Indietro | Salta
        timers: expire in 7 days
        > taps Salta
        answer 2: reason skipped in en
        says: Thank you!
        timers: none
        run: complete, step 3
        """,
    )


def test_what_is_typed_at_a_rating_and_cannot_be_read() -> None:
    """A word or two get a hint; more goes to a person, once; and the question stays open."""
    play(
        survey(RATING),
        QUIET,
        f"""
        {ASKED}
        > writes hm, well
        says: Please tap a number, or write one from 1 to 5.
        > writes thank you so much, have a nice day
        says: Please tap a number, or write one from 1 to 5.
        > writes I'd rather not say
        says: Please tap a number, or write one from 1 to 5.
        > writes The parcel never came
        says: Thank you, we have passed your message on. Please tap a number, or write one from 1 to 5.
        ticket: A message outside the questions, normal, to default, due in 1 day
        because: the customer wrote what no question asked for
        > writes Where is it, please?
        says: Thank you, we have passed your message on. Please tap a number, or write one from 1 to 5.
        > taps 1 ⭐
        answer 1: rating 1 in en
        says: That was all. Thank you for your time!
        ticket: refreshed
        timers: none
        run: complete, step 2
        """,
    )


def test_words_that_cannot_be_read_count_by_their_mood() -> None:
    play(
        survey(RATING),
        QUIET,
        f"""
        {ASKED}
        > writes (-0.4) Bad luck
        says: Please tap a number, or write one from 1 to 5.
        > writes (-1) Horrible service
        says: Thank you, we have passed your message on. Please tap a number, or write one from 1 to 5.
        ticket: Unhappy, high, to #complaints, due in 1 hour
        because: mood is -1.00 (mood <= -0.5)
        """,
    )


def test_long_words_after_a_low_rating_do_not_wait_for_the_reason() -> None:
    play(
        survey(RATING, {"id": "ease", "ask": "ces", "text": {"en": "Was it easy?"}}),
        QUIET,
        f"""
        {ASKED}
        > taps 2 ⭐
        answer 1: rating 2 in en
        asks 2: Was it easy? ¶ 1 = strongly disagree · 7 = strongly agree
        buttons: 1 | 2 | 3 | 4 | 5 | 6 | 7 / ‹ Back
        timers: open ticket in 3 minutes
        > writes ehm
        says: Please tap a number, or write one from 1 to 7.
        > writes the courier was rude
        says: Thank you, we have passed your message on. Please tap a number, or write one from 1 to 7.
        ticket: Unhappy, high, to #complaints, due in 1 hour
        because: csat is 2 of 5 (csat <= 2)
        > waits 5 minutes
        timer: open ticket
        """,
    )


def test_words_that_name_a_button_are_no_mood() -> None:
    """Tapping "Terrible" and typing it is the same answer."""
    options = [{"id": "bad", "text": {"en": "Terrible"}}, {"id": "good", "text": {"en": "Fine"}}]
    flow = survey({"id": "how", "ask": "choice", "text": {"en": "How?"}, "options": options})
    host = Host(flow, QUIET)
    host.start()
    host.feed(Wrote("terrible", a_mood(-1)))
    assert host.answers[0].value == "bad"
    assert (host.answers[0].mood, host.run.worst_mood, host.tickets) == (None, None, [])


def test_nodes_are_passed_over_by_their_conditions() -> None:
    play(
        survey(
            RATING,
            {"id": "loyal", "ask": "nps", "when": "rating >= 4", "text": {"en": "Would you tell others?"}},
            {"when": "loyal <= 6", "text": {"en": "Hm!"}},
            {"text": {"en": "Bye."}},
        ),
        QUIET,
        f"""
        {ASKED}
        > taps 3 ⭐
        answer 1: rating 3 in en
        says: Bye.
        timers: none
        run: complete, step 2
        """,
    )


def test_a_flow_may_have_nothing_to_ask_this_customer() -> None:
    play(
        survey({**RATING, "when": 'customer.language == "it"'}),
        replace(SCENE, introduce=True),
        """
        > start
        timers: none
        run: complete, step 1
        """,
    )


def test_the_first_words_introduce_the_business() -> None:
    introduction = (
        "Bottega Rossi here. After a purchase we ask you a short question or two, and a person reads your "
        "words. /stop ends it. Privacy: https://bottegarossi.example/privacy"
    )
    play(
        survey(RATING),
        replace(QUIET, introduce=True),
        ASKED.replace("asks 1: ", f"asks 1: {introduction} ¶ "),
    )
    play(
        survey({"text": {"en": "Good morning!"}}, RATING),
        replace(QUIET, introduce=True),
        ASKED.replace("asks 1: ", f"says: {introduction} ¶ Good morning!\nasks 1: "),
    )


LATE: tuple[Event, ...] = (
    ReminderDue(1),
    WaitExpired(1),
    GraceEnded(1),
)
OVER = (*LATE, Wrote("4", a_mood(0.5)), LanguageChosen("it"), Stopped())


@pytest.mark.parametrize("event", LATE)
def test_a_timer_of_an_earlier_step_leaves_quietly(event: Event) -> None:
    host = Host(DELIVERY, SCENE)
    host.start()
    host.feed(Tapped(1, "1"))
    before = host.run
    assert host.feed(event) == ()
    assert host.run == before


@pytest.mark.parametrize("event", OVER)
def test_nothing_happens_to_a_run_that_is_over(event: Event) -> None:
    host = Host(DELIVERY, SCENE)
    host.start()
    host.feed(Stopped())
    before = host.run
    assert host.feed(event) == ()
    assert host.run == before


@pytest.mark.parametrize("choice", ["0", "6", "one", "", "01", SKIP])
def test_a_button_that_the_question_does_not_have_changes_nothing(choice: str) -> None:
    host = Host(DELIVERY, SCENE)
    host.start()
    before = host.run
    assert host.feed(Tapped(1, choice)) == ()
    assert host.run == before


def test_the_end_of_the_grace_without_a_complaint_changes_nothing() -> None:
    host = Host(DELIVERY, SCENE)
    host.start()
    assert host.feed(GraceEnded(1)) == ()


def test_a_question_can_be_repeated_at_any_time() -> None:
    host = Host(DELIVERY, QUIET)
    host.start()
    host.feed(Tapped(1, "5"))
    assert repeat_question(DELIVERY, host.run, QUIET, host.now) == host.questions[-1]


def test_a_run_at_a_node_that_its_flow_lacks_is_refused() -> None:
    run = Run(
        id=1, language="en", step_number=1, status=RunStatus.WAITING, node="gone", waiting_since=MORNING
    )
    with pytest.raises(KeyError, match="gone"):
        step(DELIVERY, run, Tapped(1, "5"), QUIET, MORNING)


def test_a_text_that_cannot_be_filled_in_is_an_error() -> None:
    flow = survey({"text": {"en": "Hello {{ customer.first_name }}"}}, RATING)
    with pytest.raises(WordingError):
        start(flow, Run(id=1, language="en"), QUIET, MORNING)
