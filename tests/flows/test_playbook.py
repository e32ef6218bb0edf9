"""A playbook that could not fail would prove nothing: each way of being wrong is caught."""

import pytest

from flows.definition import Flow
from flows.scene import Scene
from tests.flows.playbook import play

FLOW = Flow.model_validate({"nodes": [{"id": "rating", "ask": "csat", "text": {"en": "How was it?"}}]})
SCENE = Scene(facts={}, fallback_language="en")
START = """
    > start
    asks 1: How was it? ¶ 1 = very unhappy · 5 = very happy
    buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
    timers: expire in 7 days
"""


def test_a_transcript_that_comes_true_passes() -> None:
    assert play(FLOW, SCENE, START).run.node == "rating"


@pytest.mark.parametrize(
    ("transcript", "difference"),
    [
        (START.replace("How was it?", "How was that?"), r"\+ asks 1: How was it\?"),
        (START + "> taps 5 ⭐", r"\+ answer 1: rating 5"),
        (START + "says: Thank you!", "- says: Thank you!"),
        (START + "> taps 6 ⭐", 'the question of step 1 has no button "6 ⭐"'),
        (START + "> sleeps", 'nothing happens that is called "sleeps"'),
    ],
    ids=["other words", "unfinished", "too much", "no such button", "no such event"],
)
def test_a_transcript_that_is_wrong_fails_with_what_differs(transcript: str, difference: str) -> None:
    with pytest.raises(pytest.fail.Exception, match=difference):
        play(FLOW, SCENE, transcript)
