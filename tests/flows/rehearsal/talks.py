"""Talks with short surveys."""

from dataclasses import replace

from flows.definition import Flow
from flows.rehearsal.expectation import Expectation, Mismatch
from flows.rehearsal.lines import read_talk
from flows.rehearsal.rehearse import rehearse
from flows.rehearsal.talk import Talk
from flows.run import Run
from flows.scene import Scene
from flows.sentiment import Mood, NotScored
from tests.flows.host import MORNING
from tests.flows.surveys import WATCHED

DEFAULT_CHANNEL = "#feedback"


def no_mood(_text: str, _language: str) -> Mood:
    return Mood(None, NotScored.UNKNOWN_WORDS, "none", "1")


def a_talk(flow: Flow, scene: Scene = WATCHED) -> Talk:
    def scene_in(language: str) -> Scene:
        return replace(scene, facts={**scene.facts, "customer": {"id": "c-1", "language": language}})

    return Talk(flow, scene_in, ("en", "it"), Run(id=1, language="en"), MORNING, no_mood)


def played(flow: Flow, talk: str, scene: Scene = WATCHED, **expect: object) -> tuple[Mismatch, ...]:
    """What came otherwise than in a talk of Ada's."""
    lines, bad = read_talk(talk, ("Ada",))
    assert not bad, bad
    return rehearse(lines, Expectation.model_validate(expect), a_talk(flow, scene), DEFAULT_CHANNEL)


def line_of(talk: str, mismatch: Mismatch) -> str:
    assert mismatch.offset is not None
    return talk[mismatch.offset :].partition("\n")[0]
