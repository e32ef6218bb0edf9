"""Where nodes lead by `next`, with conditions or without, and where a flow ends."""

from tests.flows.playbook import play
from tests.flows.surveys import MORE, PLAIN, ask, say, survey


def test_numbers_lead_on_by_spans_with_decimals_and_below_zero() -> None:
    play(
        survey(
            ask("number", "degrees", decimals=1, then={"-40--0.5": "cold", "30-60": "hot"}),
            say("Mild.", next="end"),
            say("Cold!", id="cold", next="end"),
            say("Hot!", id="hot"),
        ),
        PLAIN,
        """
        > start
        asks 1: Degrees?
        timers: none
        > writes -3.5
        answer 1: degrees -3.5 in en
        says: Cold!
        timers: none
        run: complete, step 2
        """,
    )


def test_next_goes_by_conditions_and_else_on() -> None:
    ways = [{"when": "visit >= 4", "to": "liked"}, {"when": "visit == 1", "to": "end"}]
    flow = survey(ask("csat", "visit", next=ways), ask("text", "wrong", next="end"), ask("text", "liked"))
    play(
        flow,
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 5 ⭐
        answer 1: visit 5 in en
        asks 2: Liked?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 3: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 5
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 2 ⭐
        changed answer 1: visit 2 in en
        asks 4: Wrong?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 5: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 2
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 1 ⭐
        changed answer 1: visit 1 in en
        says: Done, we have your new answer.
        timers: none
        run: complete, step 6
        """,
    )


def test_what_is_said_leads_on_too() -> None:
    play(
        survey(
            ask("csat", "visit"),
            say("Sorry.", when="visit <= 2", next=[{"when": "visit == 1", "to": "end"}]),
            MORE,
        ),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 1 ⭐
        answer 1: visit 1 in en
        says: Sorry.
        timers: none
        run: complete, step 2
        """,
    )


def test_a_node_that_is_passed_over_leads_nowhere_of_its_own() -> None:
    play(
        survey(
            ask("csat", "visit"),
            ask("text", "wrong", when="visit <= 2", next="end"),
            ask("text", "liked"),
        ),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 3 ⭐
        answer 1: visit 3 in en
        asks 2: Liked?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_the_last_node_may_end_the_flow_with_words_or_without() -> None:
    play(
        survey(
            ask("csat", "visit", then={"5": "quietly"}), say("Bye!", end=True), {"end": True, "id": "quietly"}
        ),
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
        """,
    )
