"""A changed answer can open a question in front of others that are answered already; those stay."""

from tests.flows.playbook import play
from tests.flows.surveys import MORE, PLAIN, ask, survey

DETOUR = survey(ask("csat", "visit"), ask("text", "liked", when="visit >= 3"), ask("number", "age"), MORE)

UP_TO_THE_DETOUR = """
    > start
    asks 1: Visit? ¶ 1 = very unhappy · 5 = very happy
    buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
    timers: none
    > taps 1 ⭐
    answer 1: visit 1 in en
    asks 2: Age?
    buttons: ‹ Back
    timers: none
    > writes 33
    answer 2: age 33 in en
    asks 3: More?
    buttons: ‹ Back
    timers: none
    > changes 1
    asks 4: Visit? ¶ 1 = very unhappy · 5 = very happy ¶ Your answer so far: 1
    buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Keep it
    timers: none
    > taps 5 ⭐
    changed answer 1: visit 5 in en
    asks 5: Liked?
    buttons: ‹ Back
    timers: none
"""


def test_the_answers_behind_the_new_question_stand() -> None:
    play(
        DETOUR,
        PLAIN,
        UP_TO_THE_DETOUR
        + """
        > writes The bread
        answer 3: liked 'The bread' in en (mood no known words)
        asks 6: More?
        buttons: ‹ Back
        timers: none
        > writes Nothing
        answer 4: more 'Nothing' in en (mood no known words)
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 7
        """,
    )


def test_an_answer_behind_the_new_question_can_be_changed_before_it_is_answered() -> None:
    play(
        DETOUR,
        PLAIN,
        UP_TO_THE_DETOUR
        + """
        > changes 2
        asks 6: Age? ¶ Your answer so far: 33
        buttons: ‹ Back | Keep it
        timers: none
        > writes 34
        changed answer 2: age 34 in en
        asks 7: Liked?
        buttons: ‹ Back
        timers: none
        > writes The bread
        answer 3: liked 'The bread' in en (mood no known words)
        asks 8: More?
        buttons: ‹ Back
        timers: none
        > writes Nothing
        answer 4: more 'Nothing' in en (mood no known words)
        says: That was all. Thank you for your time!
        timers: none
        run: complete, step 9
        """,
    )
