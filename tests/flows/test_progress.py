"""How far a customer is, `2 of 4`: the way ahead may turn out shorter, never longer."""

from tests.flows.playbook import play
from tests.flows.surveys import MORE, PLAIN, ask, say, survey


def test_progress_counts_the_longest_way_that_is_still_possible() -> None:
    play(
        survey(
            ask("csat", "visit", then={"5": "liked"}),
            ask("text", "wrong"),
            ask("text", "repair", when="visit <= 2", next="age"),
            ask("text", "liked"),
            say("Nearly there."),
            ask("number", "age"),
            progress=True,
        ),
        PLAIN,
        """
        > start
        asks 1: _1 of 4_ ¶ Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 3 ⭐
        answer 1: visit 3 in en
        asks 2: _2 of 4_ ¶ Wrong?
        buttons: ‹ Back
        timers: none
        > writes The queue
        answer 2: wrong 'The queue' in en (mood no known words)
        asks 3: _3 of 4_ ¶ Liked?
        buttons: ‹ Back
        timers: none
        > writes All else
        answer 3: liked 'All else' in en (mood no known words)
        says: Nearly there.
        asks 4: _4 of 4_ ¶ Age?
        buttons: ‹ Back
        timers: none
        > writes 33
        answer 4: age 33 in en
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 5
        """,
    )


def test_a_shorter_way_takes_the_rest_away() -> None:
    play(
        survey(
            ask("csat", "visit", then={"5": "age"}),
            ask("text", "wrong"),
            ask("text", "repair", when="visit <= 2"),
            ask("number", "age"),
            progress=True,
        ),
        PLAIN,
        """
        > start
        asks 1: _1 of 4_ ¶ Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 5 ⭐
        answer 1: visit 5 in en
        asks 2: _2 of 2_ ¶ Age?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 3: _1 of 2_ ¶ Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 5
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 3 ⭐
        changed answer 1: visit 3 in en
        asks 4: _2 of 3_ ¶ Wrong?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 5: _1 of 3_ ¶ Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 3
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 1 ⭐
        changed answer 1: visit 1 in en
        asks 6: _2 of 4_ ¶ Wrong?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 7
        """,
    )


def test_what_a_skip_decides_is_decided() -> None:
    play(
        survey(
            ask("csat", "visit", optional=True),
            ask("text", "wrong", when="visit <= 2"),
            MORE,
            progress=True,
        ),
        PLAIN,
        """
        > start
        asks 1: _1 of 3_ ¶ Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Skip
        timers: none
        > taps Skip
        answer 1: visit skipped in en
        asks 2: _2 of 2_ ¶ More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_progress_after_a_step_back_is_that_of_the_question() -> None:
    play(
        survey(ask("csat", "visit"), ask("text", "why"), MORE, progress=True),
        PLAIN,
        """
        > start
        asks 1: _1 of 3_ ¶ Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 3 ⭐
        answer 1: visit 3 in en
        asks 2: _2 of 3_ ¶ Why?
        buttons: ‹ Back
        timers: none
        > writes The queue
        answer 2: why 'The queue' in en (mood no known words)
        asks 3: _3 of 3_ ¶ More?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 4: _2 of 3_ ¶ Why? ¶ Your answer so far: The queue
        buttons: ‹ Back | Keep it
        timers: none
        > taps ‹ Back
        asks 5: _1 of 3_ ¶ Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 3
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps Keep it
        asks 6: _3 of 3_ ¶ More?
        buttons: ‹ Back
        timers: none
        > changes 2
        asks 7: _2 of 3_ ¶ Why? ¶ Your answer so far: The queue
        buttons: ‹ Back | Keep it
        timers: none
        > stops
        timers: none
        run: stopped, step 8
        """,
    )


def test_a_change_after_the_end_says_where_the_question_stands() -> None:
    play(
        survey(ask("csat", "visit"), MORE, progress=True),
        PLAIN,
        """
        > start
        asks 1: _1 of 2_ ¶ Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 3 ⭐
        answer 1: visit 3 in en
        asks 2: _2 of 2_ ¶ More?
        buttons: ‹ Back
        timers: none
        > writes Bye
        answer 2: more 'Bye' in en (mood no known words)
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 3
        > changes 1
        asks 4: _1 of 2_ ¶ Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 3
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 4 ⭐
        changed answer 1: visit 4 in en
        says: Done, we have your new answer.
        timers: none
        run: complete, step 5
        """,
    )


def test_a_fact_decides_from_the_start() -> None:
    play(
        survey(
            ask("csat", "visit"),
            ask("text", "loyal", when='customer.id == "c-2"'),
            ask("text", "long", when='length == "long"'),
            MORE,
            progress=True,
            split={"length": {"short": 1_000_000, "long": 1}},
        ),
        PLAIN,
        """
        > start
        asks 1: _1 of 2_ ¶ Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > stops
        timers: none
        run: stopped, step 2
        """,
    )


def test_what_is_computed_or_felt_may_still_come() -> None:
    play(
        survey(
            ask("csat", "visit"),
            ask("csat", "staff"),
            ask("text", "wrong", when="sum <= 4"),
            ask("text", "angry", when="mood <= -0.5"),
            progress=True,
            let={"sum": "visit + staff"},
        ),
        PLAIN,
        """
        > start
        asks 1: _1 of 4_ ¶ Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 5 ⭐
        answer 1: visit 5 in en
        asks 2: _2 of 4_ ¶ Staff? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back
        timers: none
        > taps 4 ⭐
        answer 2: staff 4 in en
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 3
        """,
    )
