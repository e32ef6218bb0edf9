"""Customers go back, keep what they said or change it, and what they leave is withdrawn."""

from tests.flows.playbook import play
from tests.flows.surveys import FORKED, MORE, PLAIN, ask, labelled, say, survey

THREE = survey(ask("csat", "visit"), ask("text", "why", optional=True), ask("number", "age"), say("Bye."))


def test_back_by_two_and_forward_again() -> None:
    play(
        THREE,
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 4 ⭐
        answer 1: visit 4 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: none
        > taps Skip
        answer 2: why skipped in en
        asks 3: Age?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 4: Why?
        buttons: ‹ Back | Keep it | Skip
        timers: none
        > taps ‹ Back
        asks 5: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 4
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps Keep it
        asks 6: Age?
        buttons: ‹ Back
        timers: none
        > writes 33
        answer 3: age 33 in en
        says: Bye.
        timers: none
        run: complete, step 7
        """,
    )


def test_an_answer_that_is_changed_on_the_way_back_leads_to_where_it_was() -> None:
    play(
        THREE,
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 4 ⭐
        answer 1: visit 4 in en
        asks 2: Why?
        buttons: ‹ Back | Skip
        timers: none
        > writes Nice
        answer 2: why 'Nice' in en (mood no known words)
        asks 3: Age?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 4: Why? ¶ Your answer so far: Nice
        buttons: ‹ Back | Keep it | Skip
        timers: none
        > writes Very nice
        changed answer 2: why 'Very nice' in en (mood no known words)
        asks 5: Age?
        buttons: ‹ Back
        timers: none
        > writes 33
        answer 3: age 33 in en
        says: Bye.
        timers: none
        run: complete, step 6
        """,
    )


def test_a_survey_without_a_way_back() -> None:
    play(
        survey(ask("csat", "visit"), MORE, back=False),
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 4 ⭐
        answer 1: visit 4 in en
        asks 2: More?
        timers: none
        > changes 1
        toast: You have already answered this one. Thank you!
        > stops
        timers: none
        run: stopped, step 3
        """,
    )


def test_a_changed_answer_leads_elsewhere() -> None:
    play(
        FORKED,
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
        > writes All
        answer 2: liked 'All' in en (mood no known words)
        asks 3: Age?
        buttons: ‹ Back
        timers: none
        > changes 1
        asks 4: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 5
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 2 ⭐
        changed answer 1: visit 2 in en
        withdrawn: liked
        says: Oh no.
        asks 5: Wrong?
        buttons: ‹ Back
        timers: none
        > writes The queue
        answer 2: wrong 'The queue' in en (mood no known words)
        asks 6: Age?
        buttons: ‹ Back
        timers: none
        > writes 33
        answer 3: age 33 in en
        says: Low.
        says: Bye.
        timers: none
        run: complete, step 7
        """,
    )


def test_what_was_said_on_the_way_that_is_taken_again_is_not_said_twice() -> None:
    play(
        FORKED,
        PLAIN,
        """
        > start
        asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: none
        > taps 2 ⭐
        answer 1: visit 2 in en
        says: Oh no.
        asks 2: Wrong?
        buttons: ‹ Back
        timers: none
        > writes The queue
        answer 2: wrong 'The queue' in en (mood no known words)
        asks 3: Age?
        buttons: ‹ Back
        timers: none
        > changes 1
        asks 4: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 2
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
        timers: none
        > taps 1 ⭐
        changed answer 1: visit 1 in en
        asks 5: Age?
        buttons: ‹ Back
        timers: none
        > stops
        timers: none
        run: stopped, step 6
        """,
    )


EACH_KIND_CHANGED = """
    > start
    asks 1: Rated? ¶ *Delivery*
    buttons: 1 ⭐ | 2 ⭐ | 3 ⭐
    timers: none
    > taps 3 ⭐
    drawn anew:
    asks 1: Rated? ¶ Delivery: 3 ¶ *Box*
    buttons: 1 ⭐ | 2 ⭐ | 3 ⭐
    > taps 2 ⭐
    answer 1: rated {'delivery': 3, 'box': 2} in en
    asks 2: Liked?
    buttons: ☐ Price / ☐ Speed / None of these / ‹ Back
    timers: none
    > taps None of these
    answer 2: liked [] in en
    asks 3: How?
    buttons: Shop / Web / ‹ Back
    timers: none
    > taps Web
    answer 3: how 'web' in en
    asks 4: Picture?
    buttons: ‹ Back
    timers: none
    > shares photo box.jpg
    answer 4: picture {'file_id': 'id of box.jpg', 'kind': 'photo', 'name': 'box.jpg', 'size': \
1000} in en
    asks 5: More?
    buttons: ‹ Back
    timers: none
    > changes 1
    asks 6: Rated? ¶ *Delivery* ¶ Your answer so far: Delivery 3, Box 2
    buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ / Keep it
    timers: none
    > taps 1 ⭐
    drawn anew:
    asks 6: Rated? ¶ Delivery: 1 ¶ *Box* ¶ Your answer so far: Delivery 3, Box 2
    buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ / Keep it
    > taps 1 ⭐
    changed answer 1: rated {'delivery': 1, 'box': 1} in en
    asks 7: More?
    buttons: ‹ Back
    timers: none
    > changes 2
    asks 8: Liked? ¶ Your answer so far: None of these
    buttons: ☐ Price / ☐ Speed / None of these / ‹ Back | Keep it
    timers: none
    > taps ☐ Price
    drawn anew:
    asks 8: Liked? ¶ Your answer so far: None of these
    buttons: ☑ Price / ☐ Speed / None of these / Done (1) / ‹ Back | Keep it
    > taps Done (1)
    changed answer 2: liked ['price'] in en
    asks 9: More?
    buttons: ‹ Back
    timers: none
    > changes 3
    asks 10: How? ¶ Your answer so far: Web
    buttons: Shop / Web / ‹ Back | Keep it
    timers: none
    > writes shop
    changed answer 3: how 'shop' in en
    asks 11: More?
    buttons: ‹ Back
    timers: none
    > changes 4
    asks 12: Picture? ¶ Your answer so far: box.jpg
    buttons: ‹ Back | Keep it
    timers: none
    > shares photo mug.jpg
    changed answer 4: picture {'file_id': 'id of mug.jpg', 'kind': 'photo', 'name': 'mug.jpg', \
'size': 1000} in en
    asks 13: More?
    buttons: ‹ Back
    timers: none
    > stops
    timers: none
    run: stopped, step 14
"""


def test_every_kind_shows_what_was_answered_and_takes_another() -> None:
    play(
        survey(
            ask("aspects", "rated", items=labelled("delivery", "box"), steps=3),
            ask("multi", "liked", options=labelled("price", "speed"), none=True),
            ask("choice", "how", options=labelled("shop", "web")),
            ask("photo", "picture"),
            MORE,
        ),
        PLAIN,
        EACH_KIND_CHANGED,
    )
