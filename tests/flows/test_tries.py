"""What cannot be taken is asked again, so often; then the question is passed over, or a person is called."""

from tests.flows.playbook import play
from tests.flows.surveys import MORE, PLAIN, WATCHED, ask, labelled, survey

SOMEONE_WILL = "Thank you for writing. Someone at Bottega Rossi will answer you here by tomorrow at 10:00."


def test_a_question_is_passed_over_after_so_many_tries() -> None:
    play(
        survey(
            ask("number", "weeks", max=10, tries=2, then={"skipped": "other"}), MORE, ask("text", "other")
        ),
        PLAIN,
        """
        > start
        asks 1: Weeks?
        timers: none
        > writes many
        says: Please answer with a number, in digits.
        > writes 11
        says: Never mind, we will leave this one out.
        answer 1: weeks not read in en
        asks 2: Other?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_a_person_is_called() -> None:
    play(
        survey(ask("text", "code", pattern="[A-Z]{2}", tries=1, otherwise="person"), MORE),
        PLAIN,
        """
        > start
        asks 1: Code?
        timers: none
        > writes abc
        says: Thank you for writing. Someone at Bottega Rossi will answer you here by tomorrow at 10:00.
        answer 1: code not read in en
        asks 2: More?
        buttons: ‹ Back
        ticket: A question that could not be answered, normal, to default, due in 1 day
        because: “Code?” was asked, and 1 try could not be taken
        timers: none
        > writes I give up on your form
        answer 2: more 'I give up on your form' in en (mood no known words)
        says: That was all. Thank you for your time!
        ticket: refreshed
        timers: none
        run: complete, step 3
        """,
    )


def test_each_wait_counts_its_own_tries() -> None:
    play(
        survey(ask("csat", "visit", tries=2), ask("csat", "staff", tries=2), MORE),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > writes 9
        says: Please tap a number, or write one from 1 to 5.
        > taps 4 ⭐
        answer 1: visit 4 in en
        asks 2: Staff? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back
        timers: none
        > writes 9
        says: Please tap a number, or write one from 1 to 5.
        > taps ‹ Back
        asks 3: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 4
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > writes 9
        says: Please tap a number, or write one from 1 to 5.
        > taps Keep it
        asks 4: Staff? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back
        timers: none
        > writes 9
        says: Please tap a number, or write one from 1 to 5.
        > writes 9
        says: Never mind, we will leave this one out.
        answer 2: staff not read in en
        asks 5: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 6
        """,
    )


def test_long_words_that_answer_nothing_are_tries_too() -> None:
    play(
        survey(ask("choice", "how", options=labelled("shop", "web"), tries=2), MORE),
        PLAIN,
        """
        > start
        asks 1: How?
        buttons: Shop / Web
        timers: none
        > writes I wonder where my parcel is
        says: Thank you, we have passed your message on. Please tap one of the options, or write it out.
        ticket: A message outside the questions, normal, to default, due in 1 day
        because: the customer wrote what no question asked for
        > writes And nobody answers the phone
        says: Thank you, we have passed your message on. Never mind, we will leave this one out.
        answer 1: how not read in en
        asks 2: More?
        buttons: ‹ Back
        ticket: refreshed
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_somebody_elses_number_is_a_try() -> None:
    play(
        survey(ask("contact", "phone", tries=2), MORE),
        PLAIN,
        """
        > start
        asks 1: Phone?
        wants: contact
        buttons: Share my phone number
        timers: none
        > shares contact somebody's +39061111111
        says: That number belongs to someone else. Please share your own with the button below.
        > shares contact somebody's +39061111111
        answer 1: phone not read in en
        says: Never mind, we will leave this one out.
        the keyboard goes
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_a_pending_complaint_is_told_with_what_could_not_be_read() -> None:
    play(
        survey(ask("csat", "visit"), ask("number", "weeks", tries=1, otherwise="person"), MORE),
        WATCHED,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 1 ⭐
        answer 1: visit 1 in en
        asks 2: Weeks?
        buttons: ‹ Back
        timers: open ticket in 3 minutes
        > writes many
        says: Thank you for writing. Someone at Bottega Rossi will answer you here by 11:00.
        answer 2: weeks not read in en
        asks 3: More?
        buttons: ‹ Back
        ticket: Unhappy, high, to default, due in 1 hour
        because: csat is 1 of 5 (csat <= 2)
        timers: none
        > stops
        timers: none
        run: stopped, step 4
        """,
    )


def test_an_answer_that_was_to_be_changed_stands_after_so_many_tries() -> None:
    play(
        survey(ask("number", "weeks", tries=1), MORE),
        PLAIN,
        """
        > start
        asks 1: Weeks?
        timers: none
        > writes 3
        answer 1: weeks 3 in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 3: Weeks? ¶ Your answer so far: 3
        buttons: Keep it
        timers: none
        > writes many
        says: Your earlier answer stays: 3
        asks 4: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 5
        """,
    )


def test_a_person_is_called_when_a_change_after_the_end_cannot_be_read() -> None:
    play(
        survey(ask("number", "weeks", tries=1, otherwise="person")),
        PLAIN,
        f"""
        > start
        asks 1: Weeks?
        timers: none
        > writes 3
        answer 1: weeks 3 in en
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 2
        > changes 1
        asks 3: Weeks? ¶ Your answer so far: 3
        buttons: Keep it
        timers: none
        > writes many
        says: {SOMEONE_WILL} Your earlier answer stays: 3
        ticket: A question that could not be answered, normal, to default, due in 1 day
        because: “Weeks?” was asked, and 1 try could not be taken
        timers: none
        run: complete, step 4
        """,
    )


def test_the_last_try_is_among_what_a_person_is_called_for() -> None:
    play(
        survey(ask("number", "weeks", tries=2, otherwise="person"), MORE),
        PLAIN,
        """
        > start
        asks 1: Weeks?
        timers: none
        > writes many
        says: Please answer with a number, in digits.
        > writes #7 I really do not know that
        says: Thank you for writing. Someone at Bottega Rossi will answer you here by tomorrow at 10:00.
        answer 1: weeks not read in en
        asks 2: More?
        buttons: ‹ Back
        ticket: A question that could not be answered, normal, to default, due in 1 day
        because: “Weeks?” was asked, and 2 tries could not be taken
        timers: none
        > edits #7 3
        changed answer 1: weeks 3 in en
        says: Done, we have your new answer.
        ticket: refreshed
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_who_has_a_ticket_reads_that_the_last_try_was_passed_on() -> None:
    play(
        survey(ask("number", "weeks", tries=2, otherwise="person"), MORE),
        PLAIN,
        """
        > start
        asks 1: Weeks?
        timers: none
        > writes I really do not know that
        says: Thank you, we have passed your message on. Please answer with a number, in digits.
        ticket: A message outside the questions, normal, to default, due in 1 day
        because: the customer wrote what no question asked for
        > writes many
        says: Thank you, we have passed your message on.
        answer 1: weeks not read in en
        asks 2: More?
        buttons: ‹ Back
        ticket: refreshed
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_the_keyboard_goes_with_the_word_that_a_person_will_answer() -> None:
    play(
        survey(ask("contact", "phone", tries=1, otherwise="person"), MORE),
        PLAIN,
        """
        > start
        asks 1: Phone?
        wants: contact
        buttons: Share my phone number
        timers: none
        > writes none
        answer 1: phone not read in en
        says: Thank you for writing. Someone at Bottega Rossi will answer you here by tomorrow at 10:00.
        the keyboard goes
        asks 2: More?
        buttons: ‹ Back
        ticket: A question that could not be answered, normal, to default, due in 1 day
        because: “Phone?” was asked, and 1 try could not be taken
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_a_question_that_was_passed_over_can_be_passed_over_again() -> None:
    play(
        survey(ask("number", "weeks", max=10, tries=2), MORE),
        PLAIN,
        """
        > start
        asks 1: Weeks?
        timers: none
        > writes many
        says: Please answer with a number, in digits.
        > writes more
        says: Never mind, we will leave this one out.
        answer 1: weeks not read in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > changes 1
        asks 3: Weeks?
        buttons: Keep it
        timers: none
        > writes 12
        says: Please write a number of 10 or less.
        > writes many
        says: Never mind, we will leave this one out.
        asks 4: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 5
        """,
    )
