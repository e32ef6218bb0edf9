"""Values that are computed from answers, and variants that each customer keeps."""

from dataclasses import replace

from tests.flows.playbook import play
from tests.flows.surveys import MORE, PLAIN, ask, say, survey


def test_a_computed_value_is_named_in_conditions_and_texts() -> None:
    play(
        survey(
            ask("csat", "setup"),
            ask("csat", "manual"),
            say("Effort {{ effort }} of 10.", when="effort >= 2"),
            ask("text", "why", when="is_hard"),
            let={"effort": "setup + manual", "is_hard": "effort <= 4"},
        ),
        PLAIN,
        """
        > start
        asks 1: Setup? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 1 ⭐
        answer 1: setup 1 in en
        asks 2: Manual? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back
        timers: none
        > taps 3 ⭐
        answer 2: manual 3 in en
        says: Effort 4 of 10.
        asks 3: Why?
        buttons: ‹ Back
        timers: none
        > writes The screws
        answer 3: why 'The screws' in en (mood no known words)
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 4
        """,
    )


def test_what_is_computed_from_a_skipped_answer_is_missing() -> None:
    play(
        survey(
            ask("csat", "setup", optional=True),
            say("Twice {{ twice | default: 'nothing' }}."),
            ask("text", "why", when="twice <= 10"),
            say("Bye."),
            let={"twice": "setup + setup"},
        ),
        PLAIN,
        """
        > start
        asks 1: Setup? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Skip
        timers: none
        > taps Skip
        answer 1: setup skipped in en
        says: Twice nothing.
        says: Bye.
        timers: none
        run: complete, step 2
        """,
    )


def test_what_is_no_finite_number_is_missing() -> None:
    play(
        survey(
            ask("number", "weight", decimals=1),
            say("{{ ratio | default: 0 | money: 'EUR' }}"),
            say("Light.", when="ratio > 5.0"),
            say("Bye."),
            let={"ratio": "10.0 / weight"},
        ),
        PLAIN,
        """
        > start
        asks 1: Weight?
        timers: none
        > writes 0
        answer 1: weight 0.0 in en
        says: €0.00
        says: Bye.
        timers: none
        run: complete, step 2
        """,
    )


def test_a_changed_answer_is_computed_anew() -> None:
    play(
        survey(
            ask("csat", "setup"), ask("text", "why", when="twice <= 4"), MORE, let={"twice": "setup + setup"}
        ),
        PLAIN,
        """
        > start
        asks 1: Setup? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 2 ⭐
        answer 1: setup 2 in en
        asks 2: Why?
        buttons: ‹ Back
        timers: none
        > writes The screws
        answer 2: why 'The screws' in en (mood no known words)
        asks 3: More?
        buttons: ‹ Back
        timers: none
        > changes 1
        asks 4: Setup? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 2
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 3 ⭐
        changed answer 1: setup 3 in en
        withdrawn: why
        asks 5: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 6
        """,
    )


VARIED = survey(
    say("Dear {{ customer.id }}, version {{ wording }}."),
    ask("csat", "visit", when='wording == "a"'),
    ask("nps", "loyal", when='wording == "b"'),
    split={"wording": {"a": 50, "b": 50}},
)


def test_a_customer_keeps_their_variant() -> None:
    play(
        VARIED,
        replace(PLAIN, facts={"customer": {"id": "c-1"}}),
        """
        > start
        says: Dear c-1, version a.
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > speaks it
        asks 1: Visit? ¶ 1 = molto insoddisfacente · 5 = molto soddisfacente
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        > stops
        timers: none
        run: stopped, step 2
        """,
    )


def test_another_customer_may_have_another_variant() -> None:
    play(
        VARIED,
        replace(PLAIN, facts={"customer": {"id": "c-4"}}),
        """
        > start
        says: Dear c-4, version b.
        asks 1: Loyal? ¶ 0 = not at all likely · 10 = extremely likely
        buttons: 0 | 1 | 2 | 3 | 4 | 5 / 6 | 7 | 8 | 9 | 10
        timers: none
        > stops
        timers: none
        run: stopped, step 2
        """,
    )
