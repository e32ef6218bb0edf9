"""Where buttons show faces, so does whatever tells a rating."""

from tests.flows.playbook import play
from tests.flows.surveys import MORE, PLAIN, ask, labelled, survey

FACES = ["😡", "😐", "😍"]


def test_a_rating_in_faces_is_told_in_faces() -> None:
    mood = ask("rating", "today", emoji=FACES, low={"en": "bad"}, high={"en": "great"})
    parts = ask("aspects", "parts", emoji=FACES, items=labelled("delivery", "packaging"))
    play(
        survey(mood, parts, MORE),
        PLAIN,
        """
        > start
        asks 1: Today? ¶ 😡 = bad · 😍 = great
        buttons: 😡 | 😐 | 😍
        timers: none
        > taps 😍
        answer 1: today 3 in en
        asks 2: Parts? ¶ *Delivery*
        buttons: 😡 | 😐 | 😍 / ‹ Back
        timers: none
        > taps 😐
        drawn anew:
        asks 2: Parts? ¶ Delivery: 😐 ¶ *Packaging*
        buttons: 😡 | 😐 | 😍 / ‹ Back
        > taps 😡
        answer 2: parts {'delivery': 2, 'packaging': 1} in en
        asks 3: More?
        buttons: ‹ Back
        timers: none
        > taps ‹ Back
        asks 4: Parts? ¶ *Delivery* ¶ Your answer so far: Delivery 😐, Packaging 😡
        buttons: 😡 | 😐 | 😍 / ‹ Back | Keep it
        timers: none
        > taps ‹ Back
        asks 5: Today? ¶ 😡 = bad · 😍 = great ¶ Your answer so far: 😍
        buttons: 😡 | 😐 | 😍 / Keep it
        timers: none
        > stops
        timers: none
        run: stopped, step 6
        """,
    )
