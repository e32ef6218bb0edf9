"""Customers edit a message to change the answer that it gave."""

from flows.effects import OpenTicket, Say
from flows.events import Rewrote, Shared, ShareKind
from tests.flows.host import Host
from tests.flows.playbook import no_mood, play
from tests.flows.surveys import FORKED, MORE, PLAIN, WATCHED, ask, labelled, survey

PASSED_ON = "Thank you, we have passed your message on."


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


def test_who_edits_what_cannot_be_taken_reads_why_and_that_the_answer_stands() -> None:
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
        says: Please write a number of 18 or more. Your earlier answer stays: 33
        > edits #1 33!
        > writes #2 Nice
        answer 2: why 'Nice' in en (mood no known words)
        asks 3: More?
        buttons: ‹ Back
        timers: none
        > edits #2 skip
        changed answer 2: why skipped in en
        says: Done, we have your new answer.
        timers: none
        > stops
        timers: none
        run: stopped, step 4
        """,
    )


def test_what_an_edit_says_that_is_no_answer_reaches_a_person() -> None:
    play(
        survey(ask("number", "age"), MORE),
        WATCHED,
        f"""
        > start
        asks 1: Age?
        timers: none
        > writes #1 33
        answer 1: age 33 in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > edits #1 (-0.9) Terrible
        says: {PASSED_ON} Please answer with a number, in digits. Your earlier answer stays: 33
        ticket: Unhappy, high, to default, due in 1 hour
        because: mood is -0.90 (mood <= -0.5)
        > edits #1 3 times nobody picked up the phone
        says: {PASSED_ON} Please answer with a number, in digits. Your earlier answer stays: 33
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_words_beside_a_picture_are_heard_and_leave_it_as_it_is() -> None:
    host = Host(survey(ask("photo", "damage"), MORE), PLAIN)
    host.start()
    host.feed(Shared(ShareKind.PHOTO, {"kind": "photo", "name": "broken.jpg"}, "1"))
    assert host.feed(Rewrote("Look", no_mood("", "en"), "1")) == ()
    said, opened = host.feed(Rewrote("Look at what you have sent me", no_mood("", "en"), "1"))
    assert said == Say(PASSED_ON)
    assert isinstance(opened, OpenTicket)
    assert [answer.value for answer in host.answers] == [{"kind": "photo", "name": "broken.jpg"}]


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
