"""A wait may have a time of its own, after which the run goes on without the answer."""

from dataclasses import replace
from datetime import timedelta

from flows.outreach import Outreach
from tests.flows.playbook import play
from tests.flows.surveys import MORE, PLAIN, WATCHED, ask, say, survey

LATER = {"after": "2 days", "to": "bye"}
DAY = timedelta(days=1)
REMINDED = replace(PLAIN, outreach=Outreach(reminders=(DAY,), expires_after=7 * DAY))


def test_a_wait_that_is_given_up_leads_elsewhere() -> None:
    play(
        survey(ask("csat", "visit", timeout=LATER), MORE, say("Another time, then.", id="bye")),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: time out in 2 days
        > waits 3 days
        timer: time out
        answer 1: visit timed out in en
        says: Another time, then.
        timers: none
        run: complete, step 2
        > taps 5 ⭐ of 1
        toast: This question is no longer open.
        """,
    )


def test_without_a_target_it_goes_on_as_if_it_were_skipped() -> None:
    hour = {"after": "1 hour"}
    play(
        survey(ask("csat", "visit", timeout=hour, then={"skipped": "other"}), MORE, ask("text", "other")),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: time out in 1 hour
        > waits 1 hour
        timer: time out
        answer 1: visit timed out in en
        asks 2: Other?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_an_answer_in_time_ends_the_wait() -> None:
    play(
        survey(ask("csat", "visit", timeout=LATER), MORE, say("Bye!", id="bye")),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: time out in 2 days
        > waits 1 day
        > taps 5 ⭐
        answer 1: visit 5 in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > waits 5 days
        > writes Nice
        answer 2: more 'Nice' in en (mood no known words)
        says: Bye!
        timers: none
        run: complete, step 3
        """,
    )


def test_a_reminder_comes_before_and_each_wait_has_its_own_time() -> None:
    play(
        survey(ask("csat", "visit", timeout={"after": "2 days"}), MORE),
        REMINDED,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: remind in 1 day, time out in 2 days, expire in 7 days
        > waits 2 days
        timer: remind
        asks 1: A gentle reminder, in case you missed it. Your opinion helps us. ¶ Visit? ¶ 1 = very \
unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: time out in 1 day, expire in 6 days
        timer: time out
        answer 1: visit timed out in en
        asks 2: More?
        buttons: ‹ Back
        timers: remind in 1 day, expire in 7 days
        > waits 8 days
        timer: remind
        asks 2: A gentle reminder, in case you missed it. Your opinion helps us. ¶ More?
        buttons: ‹ Back
        timers: expire in 6 days
        timer: expire
        timers: none
        run: expired, step 3
        """,
    )


def test_a_reminder_as_late_as_the_time_out_is_none() -> None:
    play(
        survey(ask("csat", "visit", timeout={"after": "2 days"}), MORE),
        REMINDED,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: remind in 1 day, time out in 2 days, expire in 7 days
        > is down for 3 days
        timer: remind
        answer 1: visit timed out in en
        asks 2: More?
        buttons: ‹ Back
        timers: remind in 1 day, expire in 7 days
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_the_expiry_may_come_before_the_time_out() -> None:
    play(
        survey(ask("csat", "visit", timeout={"after": "30 days"}), MORE),
        REMINDED,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: remind in 1 day, time out in 30 days, expire in 7 days
        > is down for 40 days
        timer: remind
        timers: none
        run: expired, step 2
        """,
    )


def test_a_complaint_does_not_wait_for_a_reason_that_did_not_come_in_time() -> None:
    play(
        survey(ask("csat", "visit"), ask("text", "reason", timeout={"after": "1 minute"})),
        WATCHED,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 1 ⭐
        answer 1: visit 1 in en
        asks 2: Reason?
        buttons: ‹ Back
        timers: open ticket in 3 minutes, time out in 1 minute
        > waits 5 minutes
        timer: time out
        answer 2: reason timed out in en
        ticket: Unhappy, high, to default, due in 59 minutes
        because: csat is 1 of 5 (csat <= 2)
        timers: none
        run: complete, step 3
        """,
    )


def test_an_answer_that_is_about_to_be_changed_stands_when_its_time_is_over() -> None:
    play(
        survey(ask("csat", "visit", timeout=LATER), MORE, say("Bye!", id="bye")),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: time out in 2 days
        > taps 5 ⭐
        answer 1: visit 5 in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 3: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 5
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: time out in 2 days
        > waits 2 days
        timer: time out
        asks 4: More?
        buttons: ‹ Back
        timers: none
        > writes Nice
        answer 2: more 'Nice' in en (mood no known words)
        says: Bye!
        timers: none
        run: complete, step 5
        """,
    )


def test_who_comes_back_to_a_question_that_timed_out_may_answer_it() -> None:
    play(
        survey(ask("csat", "visit", timeout={"after": "1 hour"}), MORE),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: time out in 1 hour
        > waits 1 hour
        timer: time out
        answer 1: visit timed out in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 3: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: time out in 1 hour
        > taps 4 ⭐
        changed answer 1: visit 4 in en
        asks 4: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 5
        """,
    )
