"""Sub-flows are asked in their place, and return: nested, called twice, passed over, ended early."""

from flows.definition import Flow
from flows.expansion import expand
from tests.flows.playbook import play
from tests.flows.surveys import MORE, PLAIN, Written, ask, say, survey

DETAILS = survey(
    ask("text", "name"),
    say("Hello {{ name }}."),
    ask("text", "phone", when='name != "x"'),
)
REASONS = survey(
    ask("csat", "part", then={"4-5": "end"}),
    ask("text", "why", optional=True, next="bye"),
    say("Never said."),
    say("Noted: {{ low }}.", id="bye", end=True),
    let={"low": "5 - part"},
)


def whole(*nodes: Written, **flows: Flow) -> Flow:
    return expand(survey(*nodes), {"details": DETAILS, "reasons": REASONS, **flows})


def call(flow: str, name: str, **keys: object) -> Written:
    return {"flow": flow, "id": name, **keys}


def test_a_sub_flow_is_asked_in_its_place_and_goes_on() -> None:
    play(
        whole(ask("csat", "visit"), call("details", "who"), say("Bye {{ who.name }}, {{ who.phone }}.")),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 4 ⭐
        answer 1: visit 4 in en
        asks 2: Name?
        buttons: ‹ Back
        timers: none
        > writes Ada
        answer 2: who.name 'Ada' in en (mood no known words)
        says: Hello Ada.
        asks 3: Phone?
        buttons: ‹ Back
        timers: none
        > writes +39061234567
        answer 3: who.phone '+39061234567' in en (mood no known words)
        says: Bye Ada, +39061234567.
        timers: none
        run: complete, step 4
        """,
    )


def test_its_end_is_the_way_back_to_the_caller() -> None:
    play(
        whole(call("reasons", "shop"), MORE),
        PLAIN,
        """
        > start
        asks 1: Part? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 5 ⭐
        answer 1: shop.part 5 in en
        asks 2: More?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 3: Part? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 5
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 2 ⭐
        changed answer 1: shop.part 2 in en
        asks 4: Why?
        buttons: ‹ Back | Skip
        timers: none
        > writes The queue
        answer 2: shop.why 'The queue' in en (mood no known words)
        says: Noted: 3.
        asks 5: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 6
        """,
    )


def test_one_that_is_called_twice_keeps_its_answers_apart() -> None:
    play(
        whole(
            call("reasons", "shop"),
            call("reasons", "web", when="shop.part <= 3"),
            say("Shop {{ shop.part }}, web {{ web.part | default: 'none' }}."),
        ),
        PLAIN,
        """
        > start
        asks 1: Part? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 3 ⭐
        answer 1: shop.part 3 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: none
        > taps Skip
        answer 2: shop.why skipped in en
        says: Noted: 2.
        asks 3: Part? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back
        timers: none
        > taps 4 ⭐
        answer 3: web.part 4 in en
        says: Shop 3, web 4.
        timers: none
        run: complete, step 4
        """,
    )


def test_what_follows_a_sub_flow_is_decided_by_its_answers() -> None:
    ways = [{"when": "shop.part <= 2", "to": "sorry"}, {"to": "end"}]
    play(
        whole(call("reasons", "shop", next=ways), MORE, say("Sorry.", id="sorry")),
        PLAIN,
        """
        > start
        asks 1: Part? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 1 ⭐
        answer 1: shop.part 1 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: none
        > taps Skip
        answer 2: shop.why skipped in en
        says: Noted: 4.
        says: Sorry.
        timers: none
        run: complete, step 3
        """,
    )


def test_sub_flows_in_sub_flows() -> None:
    outer = survey(call("reasons", "inner"), say("In between: {{ inner.part }}."), ask("text", "name"))
    play(
        whole(
            call("outer", "one"),
            say("{{ one.inner.part }}, {{ one.inner.why | default: '-' }}, {{ one.name }}."),
            outer=outer,
        ),
        PLAIN,
        """
        > start
        asks 1: Part? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 2 ⭐
        answer 1: one.inner.part 2 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: none
        > writes The queue
        answer 2: one.inner.why 'The queue' in en (mood no known words)
        says: Noted: 3.
        says: In between: 2.
        asks 3: Name?
        buttons: ‹ Back
        timers: none
        > writes Ada
        answer 3: one.name 'Ada' in en (mood no known words)
        says: 2, The queue, Ada.
        timers: none
        run: complete, step 4
        """,
    )


def test_a_change_within_a_sub_flow_withdraws_what_is_no_longer_asked() -> None:
    play(
        whole(ask("csat", "visit"), call("reasons", "shop"), MORE),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 4 ⭐
        answer 1: visit 4 in en
        asks 2: Part? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back
        timers: none
        > taps 2 ⭐
        answer 2: shop.part 2 in en
        asks 3: Why?
        buttons: ‹ Back | Skip
        timers: none
        > writes The queue
        answer 3: shop.why 'The queue' in en (mood no known words)
        says: Noted: 3.
        asks 4: More?
        buttons: ‹ Back
        timers: none
        > changes 2
        asks 5: Part? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 2
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back | Keep it
        timers: none
        > taps 5 ⭐
        changed answer 2: shop.part 5 in en
        withdrawn: shop.why
        asks 6: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 7
        """,
    )


def test_a_whole_sub_flow_is_withdrawn_when_it_is_passed_over_after_all() -> None:
    play(
        whole(ask("csat", "visit"), call("reasons", "shop", when="visit <= 3"), MORE),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 3 ⭐
        answer 1: visit 3 in en
        asks 2: Part? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / ‹ Back
        timers: none
        > taps 2 ⭐
        answer 2: shop.part 2 in en
        asks 3: Why?
        buttons: ‹ Back | Skip
        timers: none
        > writes The queue
        answer 3: shop.why 'The queue' in en (mood no known words)
        says: Noted: 3.
        asks 4: More?
        buttons: ‹ Back
        timers: none
        > changes 1
        asks 5: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 3
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 5 ⭐
        changed answer 1: visit 5 in en
        withdrawn: shop.part, shop.why
        asks 6: More?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 7
        """,
    )


def test_variants_are_seen_within_their_own_flow() -> None:
    flow = survey(
        say("Short.", when='length == "short"'),
        say("Long.", when='length == "long"'),
        MORE,
        split={"length": {"short": 1, "long": 1_000_000}},
    )
    play(
        whole(call("varied", "one"), varied=flow),
        PLAIN,
        """
        > start
        says: Long.
        asks 1: More?
        timers: none
        > stops
        timers: none
        run: stopped, step 2
        """,
    )
