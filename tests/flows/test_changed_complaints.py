"""A complaint follows the answers until it has its ticket; then its card shows what was changed."""

from dataclasses import replace

from flows.definition import ComplaintRule
from tests.flows.playbook import play
from tests.flows.surveys import MORE, WATCHED, ask, survey

RATED = survey(ask("csat", "visit"), ask("text", "why", optional=True), MORE)


def test_a_low_rating_that_was_a_slip_is_no_complaint() -> None:
    play(
        RATED,
        WATCHED,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 1 ⭐
        answer 1: visit 1 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: open ticket in 3 minutes
        > waits 1 minute
        > taps ‹ Back
        asks 3: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 1
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: open ticket in 2 minutes
        > taps 5 ⭐
        changed answer 1: visit 5 in en
        asks 4: Why?
        buttons: ‹ Back | Skip
        timers: none
        > waits 1 hour
        > stops
        timers: none
        run: stopped, step 5
        """,
    )


def test_a_complaint_appears_with_a_change() -> None:
    play(
        RATED,
        WATCHED,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 5 ⭐
        answer 1: visit 5 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: none
        > writes Nice
        answer 2: why 'Nice' in en (mood no known words)
        asks 3: More?
        buttons: ‹ Back
        timers: none
        > changes 1
        asks 4: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 5
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 2 ⭐
        changed answer 1: visit 2 in en
        asks 5: More?
        buttons: ‹ Back
        timers: open ticket in 3 minutes
        > waits 3 minutes
        timer: open ticket
        ticket: Unhappy, high, to default, due in 57 minutes
        because: csat is 2 of 5 (csat <= 2)
        > writes Bye
        answer 3: more 'Bye' in en (mood no known words)
        says: That was all. Thank you for your time!
        ticket: refreshed
        timers: none
        run: complete, step 6
        """,
    )


def test_a_complaint_that_waits_for_its_reason_is_told_when_another_answer_is_kept_and_all_is_said() -> None:
    play(
        survey(ask("csat", "visit"), ask("text", "why", optional=True)),
        WATCHED,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > writes #1 5
        answer 1: visit 5 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: none
        > writes #2 Nice
        answer 2: why 'Nice' in en (mood no known words)
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 3
        > changes 2
        asks 4: Why? ¶ Your answer so far: Nice
        buttons: ‹ Back | Keep it | Skip
        timers: none
        > edits #1 1
        changed answer 1: visit 1 in en
        says: Done, we have your new answer.
        timers: open ticket in 3 minutes
        > waits 1 minute
        > taps Keep it
        says: That was all. Thank you for your time!
        ticket: Unhappy, high, to default, due in 59 minutes
        because: csat is 1 of 5 (csat <= 2)
        timers: none
        run: complete, step 5
        """,
    )


def test_a_complaint_appears_after_the_end() -> None:
    play(
        survey(ask("csat", "visit")),
        WATCHED,
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
        > taps 1 ⭐
        changed answer 1: visit 1 in en
        says: Done, we have your new answer.
        ticket: Unhappy, high, to default, due in 1 hour
        because: csat is 1 of 5 (csat <= 2)
        timers: none
        run: complete, step 4
        """,
    )


def test_an_open_ticket_stays_and_shows_what_was_changed() -> None:
    play(
        RATED,
        WATCHED,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 1 ⭐
        answer 1: visit 1 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: open ticket in 3 minutes
        > waits 3 minutes
        timer: open ticket
        ticket: Unhappy, high, to default, due in 57 minutes
        because: csat is 1 of 5 (csat <= 2)
        > changes 1
        asks 3: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 1
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 5 ⭐
        changed answer 1: visit 5 in en
        asks 4: Why?
        buttons: ‹ Back | Skip
        ticket: refreshed
        timers: none
        > stops
        timers: none
        run: stopped, step 5
        """,
    )


def test_angry_words_that_are_taken_back_are_no_complaint() -> None:
    grace = replace(WATCHED, complaints=(ComplaintRule(name="Angry", when="csat <= 3 && mood <= -0.5"),))
    play(
        survey(ask("text", "why"), ask("csat", "visit"), MORE),
        grace,
        """
        > start
        asks 1: Why?
        timers: none
        > writes #1 (-0.8) Horrible
        answer 1: why 'Horrible' in en (mood -0.8)
        asks 2: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back
        timers: none
        > edits #1 (0.2) It was all right
        changed answer 1: why 'It was all right' in en (mood 0.2)
        says: Done, we have your new answer.
        timers: none
        > taps 3 ⭐
        answer 2: visit 3 in en
        asks 3: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 4
        """,
    )


def test_angry_words_that_are_skipped_after_all_are_no_complaint() -> None:
    late = replace(WATCHED, complaints=(ComplaintRule(name="Angry", when="csat <= 3 && mood <= -0.5"),))
    play(
        survey(ask("text", "why", optional=True), ask("csat", "visit"), MORE),
        late,
        """
        > start
        asks 1: Why?
        buttons: Skip
        timers: none
        > writes (-0.8) Horrible
        answer 1: why 'Horrible' in en (mood -0.8)
        asks 2: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back
        timers: none
        > taps ‹ Back
        asks 3: Why? ¶ Your answer so far: Horrible
        buttons: Keep it | Skip
        timers: none
        > taps Skip
        changed answer 1: why skipped in en
        asks 4: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back
        timers: none
        > taps 3 ⭐
        answer 2: visit 3 in en
        asks 5: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 6
        """,
    )


def test_angry_words_on_a_way_that_is_left_are_no_complaint() -> None:
    late = replace(WATCHED, complaints=(ComplaintRule(name="Angry", when="nps <= 6 && mood <= -0.5"),))
    play(
        survey(ask("csat", "visit"), ask("text", "why", when="visit <= 3"), ask("nps", "loyal"), MORE),
        late,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 3 ⭐
        answer 1: visit 3 in en
        asks 2: Why?
        buttons: ‹ Back
        timers: none
        > writes (-0.8) Horrible
        answer 2: why 'Horrible' in en (mood -0.8)
        asks 3: Loyal? ¶ 0 = not at all likely · 10 = extremely likely
        buttons: 0 | 1 | 2 | 3 | 4 | 5 / 6 | 7 | 8 | 9 | 10 / ‹ Back
        timers: none
        > changes 1
        asks 4: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 3
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 5 ⭐
        changed answer 1: visit 5 in en
        withdrawn: why
        asks 5: Loyal? ¶ 0 = not at all likely · 10 = extremely likely
        buttons: 0 | 1 | 2 | 3 | 4 | 5 / 6 | 7 | 8 | 9 | 10 / ‹ Back
        timers: none
        > taps 6
        answer 2: loyal 6 in en
        asks 6: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 7
        """,
    )


def test_a_changed_answer_can_be_another_complaint() -> None:
    rules = (
        ComplaintRule(name="Furious", when="csat == 1", priority="high"),
        ComplaintRule(name="Unhappy", when="csat == 2"),
    )
    play(
        RATED,
        replace(WATCHED, complaints=rules),
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 1 ⭐
        answer 1: visit 1 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: open ticket in 3 minutes
        > taps ‹ Back
        asks 3: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 1
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: open ticket in 3 minutes
        > taps 2 ⭐
        changed answer 1: visit 2 in en
        asks 4: Why?
        buttons: ‹ Back | Skip
        timers: open ticket in 3 minutes
        > writes The queue
        answer 2: why 'The queue' in en (mood no known words)
        asks 5: More?
        buttons: ‹ Back
        ticket: Unhappy, normal, to default, due in 1 day
        because: csat is 2 of 5 (csat == 2)
        timers: none
        > stops
        timers: none
        run: stopped, step 6
        """,
    )
