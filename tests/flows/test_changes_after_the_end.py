"""An answer can be changed after the end, as long as its survey counts."""

from dataclasses import replace
from datetime import timedelta

from flows.outreach import Outreach
from tests.flows.playbook import play
from tests.flows.surveys import FORKED, MORE, PLAIN, ask, survey

CHANGED_TWICE = """
    > start
    asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
    buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
    timers: none
    > taps 5 ⭐
    answer 1: visit 5 in en
    asks 2: Liked?
    buttons: ‹ Back
    timers: none
    > writes All
    answer 2: liked 'All' in en (mood no known words)
    asks 3: Age?
    buttons: ‹ Back
    timers: none
    > writes 33
    answer 3: age 33 in en
    says: Bye.
    timers: none
    run: complete, step 4
    > changes 3
    asks 5: Age? ¶ Your answer so far: 33
    buttons: ‹ Back | Keep it
    timers: none
    > writes 34
    changed answer 3: age 34 in en
    says: Done, we have your new answer.
    timers: none
    run: complete, step 6
    > changes 1
    asks 7: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 5
    buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
    timers: none
    > taps 2 ⭐
    changed answer 1: visit 2 in en
    withdrawn: liked
    says: Oh no.
    asks 8: Wrong?
    buttons: ‹ Back
    timers: none
    > writes The queue
    answer 4: wrong 'The queue' in en (mood no known words)
    says: Low.
    says: Bye.
    timers: none
    run: complete, step 9
"""


def test_a_changed_answer_after_the_end() -> None:
    play(
        FORKED,
        PLAIN,
        CHANGED_TWICE,
    )


def test_an_answer_after_the_end_that_is_kept_after_all() -> None:
    play(
        survey(ask("csat", "visit")),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 5 ⭐
        answer 1: visit 5 in en
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 2
        > changes 1
        asks 3: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 5
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps Keep it
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 4
        """,
    )


def test_every_copy_of_a_question_changes_its_answer() -> None:
    play(
        survey(ask("csat", "visit"), MORE),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 5 ⭐
        answer 1: visit 5 in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > changes 1
        asks 3: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 5
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 4 ⭐
        changed answer 1: visit 4 in en
        asks 4: More?
        buttons: ‹ Back
        timers: none
        > changes 1
        asks 5: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 4
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 5 ⭐ of 1
        toast: You have already answered this one. Thank you!
        > taps 3 ⭐
        changed answer 1: visit 3 in en
        asks 6: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 7
        """,
    )


def test_an_answer_can_be_changed_as_long_as_its_survey_counts() -> None:
    week = replace(PLAIN, outreach=Outreach(expires_after=timedelta(days=7)))
    play(
        survey(ask("text", "why"), MORE),
        week,
        """
        > start
        asks 1: Why?
        timers: expire in 7 days
        > writes #1 Nice
        answer 1: why 'Nice' in en (mood no known words)
        asks 2: More?
        buttons: ‹ Back
        timers: expire in 7 days
        > waits 6 days
        > writes #2 More
        answer 2: more 'More' in en (mood no known words)
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 3
        > waits 1 day
        > changes 1
        asks 4: Why? ¶ Your answer so far: Nice
        buttons: Keep it
        timers: expire in 7 days
        > writes #3 Very nice
        changed answer 1: why 'Very nice' in en (mood no known words)
        says: Done, we have your new answer.
        timers: none
        run: complete, step 5
        > waits 8 days
        > changes 1
        toast: This answer can no longer be changed. If something is wrong, just write to us here.
        > edits #3 Too late
        says: This answer can no longer be changed. If something is wrong, just write to us here.
        """,
    )


def test_a_run_that_had_all_its_answers_is_complete_when_a_change_is_not_made() -> None:
    week = replace(PLAIN, outreach=Outreach(expires_after=timedelta(days=7)))
    play(
        survey(ask("csat", "visit")),
        week,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: expire in 7 days
        > taps 4 ⭐
        answer 1: visit 4 in en
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 2
        > changes 1
        asks 3: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 4
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: expire in 7 days
        > waits 8 days
        timer: expire
        timers: none
        run: complete, step 4
        """,
    )


def test_a_run_that_broke_off_is_not_changed() -> None:
    play(
        survey(ask("csat", "visit"), MORE),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > writes #1 4
        answer 1: visit 4 in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        > changes 1
        toast: This survey is closed. You can still write to us here.
        > edits #1 5
        says: This answer can no longer be changed. If something is wrong, just write to us here.
        """,
    )
