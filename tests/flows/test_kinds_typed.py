"""Questions that are answered in words, numbers and days: written, tapped, skipped, refused."""

from tests.flows.playbook import play
from tests.flows.surveys import MORE, PLAIN, ask, survey


def test_words_within_their_limits() -> None:
    code = ask("text", "code", pattern="[A-Z]{2}[0-9]{2}", max_length=6, min_length=3)
    play(
        survey(code, MORE),
        PLAIN,
        """
        > start
        asks 1: Code?
        timers: none
        > writes A
        says: A little more, please: at least 3 characters.
        > writes AB12345
        says: A little shorter, please: at most 6 characters.
        > writes ab12
        says: That does not look quite right. Please check it and send it again.
        > writes AB12
        answer 1: code 'AB12' in en (mood no known words)
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_the_admins_own_words_for_what_cannot_be_taken() -> None:
    code = ask("text", "code", pattern="[A-Z]{2}", invalid={"en": "Two letters, please, {{ customer.id }}."})
    play(
        survey(code),
        PLAIN,
        """
        > start
        asks 1: Code?
        timers: none
        > writes 12
        says: Two letters, please, c-1.
        > stops
        timers: none
        run: stopped, step 2
        """,
    )


def test_a_number_within_its_limits() -> None:
    play(
        survey(ask("number", "weeks", min=0, max=10, optional=True), ask("number", "age", min=18), MORE),
        PLAIN,
        """
        > start
        asks 1: Weeks?
        buttons: Skip
        timers: none
        > writes many
        says: Please answer with a number, in digits.
        > writes 11
        says: Please write a number from 0 to 10.
        > writes 3
        answer 1: weeks 3 in en
        asks 2: Age?
        buttons: ‹ Back
        timers: none
        > writes 17
        says: Please write a number of 18 or more.
        > writes 18
        answer 2: age 18 in en
        asks 3: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 4
        """,
    )


def test_a_number_may_be_skipped() -> None:
    play(
        survey(ask("number", "weeks", max=10, optional=True)),
        PLAIN,
        """
        > start
        asks 1: Weeks?
        buttons: Skip
        timers: none
        > writes 11
        says: Please write a number of 10 or less.
        > taps Skip
        answer 1: weeks skipped in en
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 2
        """,
    )


CALENDAR = """
    > start
    asks 1: Arrived?
    buttons: Yesterday | Today / ‹ | November 2026 | · / · | · | · | · | · | · | 1 / 2 | 3 | 4 | 5 \
| 6 | 7 | 8 / 9 | 10 | 11 | 12 | 13 | 14 | 15 / 16 | 17 | 18 | 19 | 20 | · | · / · | · | · | · | · \
| · | · / · | · | · | · | · | · | ·
    timers: none
    > taps ‹
    drawn anew:
    asks 1: Arrived?
    buttons: Yesterday | Today / · | October 2026 | › / · | · | · | · | · | · | · / · | · | · | · | \
· | · | · / · | · | · | · | · | · | · / · | · | 21 | 22 | 23 | 24 | 25 / 26 | 27 | 28 | 29 | 30 | 31 | ·
    > taps ·
    > taps 21
    answer 1: arrived '2026-10-21' in en
    asks 2: More?
    buttons: ‹ Back
    timers: none
    > taps ‹ Back
    asks 3: Arrived? ¶ Your answer so far: October 21, 2026
    buttons: Yesterday | Today / · | October 2026 | › / · | · | · | · | · | · | · / · | · | · | · | \
· | · | · / · | · | · | · | · | · | · / · | · | 21 | 22 | 23 | 24 | 25 / 26 | 27 | 28 | 29 | 30 | \
31 | · / Keep it
    timers: none
    > writes 2026-10-20
    says: Please choose a day from October 21, 2026 to November 20, 2026.
    > writes 2026-11-21
    says: Please choose a day from October 21, 2026 to November 20, 2026.
    > writes 2026-11-15
    changed answer 1: arrived '2026-11-15' in en
    asks 4: More?
    buttons: ‹ Back
    timers: none
    > taps ‹ Back
    asks 5: Arrived? ¶ Your answer so far: November 15, 2026
    buttons: Yesterday | Today / ‹ | November 2026 | · / · | · | · | · | · | · | 1 / 2 | 3 | 4 | 5 \
| 6 | 7 | 8 / 9 | 10 | 11 | 12 | 13 | 14 | 15 / 16 | 17 | 18 | 19 | 20 | · | · / · | · | · | · | · \
| · | · / · | · | · | · | · | · | · / Keep it
    timers: none
    > taps Today
    changed answer 1: arrived '2026-11-20' in en
    asks 6: More?
    buttons: ‹ Back
    timers: none
    > stops
    timers: none
    run: stopped, step 7
"""


def test_a_day_is_tapped_or_written() -> None:
    play(
        survey(ask("date", "arrived", earliest="-30 days", latest="today"), MORE),
        PLAIN,
        CALENDAR,
    )
