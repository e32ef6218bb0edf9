"""Customers edit a message to change the answer that it gave."""

from tests.flows.playbook import play
from tests.flows.surveys import FORKED, MORE, PLAIN, ask, labelled, survey


def test_an_edited_message_changes_its_answer_while_another_question_waits() -> None:
    play(
        survey(ask("text", "why"), ask("csat", "visit"), MORE),
        PLAIN,
        """
        > start
        asks 1: Why?
        timers: none
        > writes #7 Nice
        answer 1: why 'Nice' in en (mood no known words)
        asks 2: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back
        timers: none
        > edits #7 Very nice
        changed answer 1: why 'Very nice' in en (mood no known words)
        says: Done, we have your new answer.
        timers: none
        > edits #7 Very nice
        > edits #8 Nothing
        > taps 4 ⭐
        answer 2: visit 4 in en
        asks 3: More?
        buttons: ‹ Back
        timers: none
        > edits #7 Not so nice
        changed answer 1: why 'Not so nice' in en (mood no known words)
        says: Done, we have your new answer.
        timers: none
        > writes #9 Bye
        answer 3: more 'Bye' in en (mood no known words)
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 4
        > edits #9 Good bye
        changed answer 3: more 'Good bye' in en (mood no known words)
        says: Done, we have your new answer.
        timers: none
        """,
    )


def test_an_edited_message_can_lead_elsewhere() -> None:
    play(
        FORKED,
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > writes #1 5
        answer 1: visit 5 in en
        asks 2: Liked?
        buttons: ‹ Back
        timers: none
        > writes #2 All
        answer 2: liked 'All' in en (mood no known words)
        asks 3: Age?
        buttons: ‹ Back
        timers: none
        > edits #1 2
        changed answer 1: visit 2 in en
        withdrawn: liked
        says: Oh no.
        asks 4: Wrong?
        buttons: ‹ Back
        timers: none
        > writes #3 The queue
        answer 2: wrong 'The queue' in en (mood no known words)
        asks 5: Age?
        buttons: ‹ Back
        timers: none
        > writes #4 33
        answer 3: age 33 in en
        says: Low.
        says: Bye.
        timers: none
        run: complete, step 6
        > edits #1 4
        changed answer 1: visit 4 in en
        withdrawn: wrong
        asks 7: Liked?
        buttons: ‹ Back
        timers: none
        > writes #5 Everything
        answer 4: liked 'Everything' in en (mood no known words)
        says: Bye.
        timers: none
        run: complete, step 8
        """,
    )


def test_an_edit_that_cannot_be_taken_changes_nothing() -> None:
    play(
        survey(ask("number", "age", min=18), ask("text", "why", optional=True), MORE),
        PLAIN,
        """
        > start
        asks 1: Age?
        timers: none
        > writes #1 33
        answer 1: age 33 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: none
        > edits #1 3
        > edits #1 three of us
        > writes #2 Nice
        answer 2: why 'Nice' in en (mood no known words)
        asks 3: More?
        buttons: ‹ Back
        timers: none
        > edits #2 skip
        > stops
        timers: none
        run: stopped, step 4
        > edits #1 34
        """,
    )


def test_what_is_ticked_stays_when_an_earlier_message_is_edited() -> None:
    play(
        survey(ask("text", "why"), ask("multi", "liked", options=labelled("price", "speed"))),
        PLAIN,
        """
        > start
        asks 1: Why?
        timers: none
        > writes #1 Nice
        answer 1: why 'Nice' in en (mood no known words)
        asks 2: Liked?
        buttons: ☐ Price / ☐ Speed / ‹ Back
        timers: none
        > taps ☐ Price
        drawn anew:
        asks 2: Liked?
        buttons: ☑ Price / ☐ Speed / Done (1) / ‹ Back
        > edits #1 Very nice
        changed answer 1: why 'Very nice' in en (mood no known words)
        says: Done, we have your new answer.
        timers: none
        > taps ☐ Speed
        drawn anew:
        asks 2: Liked?
        buttons: ☑ Price / ☑ Speed / Done (2) / ‹ Back
        > taps Done (2)
        answer 2: liked ['price', 'speed'] in en
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 3
        """,
    )
