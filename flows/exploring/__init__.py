"""Walks every path of a flow: what is wrong with it, how many paths it has, and how long they are.

    expanded flow → walk (states that merge) → measures, faults, texts that are too long

Exact wherever answers are finite: all of a scale, of options, of what is picked of them, each way of not
answering, and facts as conditions compare them. Of numbers, dates, texts and moods the values around every
constant are tried (`candidates`), and with patterns a text that fits and one that does not; where there is no
such text, both are taken to be possible. The customer's id and the variants of a split are taken to have
nothing to do with each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.definition import Flow
from flows.exploring.effort import Span
from flows.exploring.faults import Walked, find_abrupt, find_faults_of_paths, find_idle
from flows.exploring.known import TooEntangled
from flows.exploring.lengths import Stage, find_long
from flows.exploring.measures import Measures, measure
from flows.exploring.places import Places
from flows.exploring.walk import TooManyStates, walk, walk_together
from flows.graph import circle_in
from flows.problems import Place, Problem, Severity

__all__ = ["Exploration", "Measures", "Span", "Stage", "explore"]


@dataclass(frozen=True, slots=True)
class Exploration:
    """What was found; `measures` are missing where the flow cannot be walked, which is then a problem, too.
    Places are told from the whole configuration.
    """

    measures: Measures | None
    problems: tuple[Problem, ...]


def explore(name: str, flows: Mapping[str, Flow], stage: Stage) -> Exploration:
    """Explores one of the flows, all of which are checked and expanded. Raises `KeyError` if there is none of
    this name.
    """
    flow, places = flows[name], Places(name, flows)
    if (circle := circle_in(flow)) is not None:
        return Exploration(None, (_endless(flow, circle, places),))
    try:
        return _explore(flow, places, stage)
    except TooEntangled:
        return Exploration(None, (_too_much(places.whole),))


def _explore(flow: Flow, places: Places, stage: Stage) -> Exploration:
    """Path by path; where these are too much, at least what can be told without telling them apart."""
    measures: Measures | None
    try:
        walked = Walked(flow, walk(flow), places)
    except (TooManyStates, TooEntangled):
        walked, measures = Walked(flow, walk_together(flow), places), None
        faults = [_too_much(places.whole)]
    else:
        measures = measure(flow, walked.walk)
        faults = find_faults_of_paths(walked, measures)
    idle = find_idle(walked, _sure(flow, places))
    faults = [*idle, *find_abrupt(walked), *faults, *find_long(walked, stage)]
    return Exploration(measures, tuple(dict.fromkeys(faults)))


def _sure(flow: Flow, places: Places) -> Walked | None:
    """What remains where no guess counts; nothing where that is too much."""
    try:
        return Walked(flow, walk_together(flow, guesses=False), places)
    except TooEntangled:
        return None


def _endless(flow: Flow, circle: list[int], places: Places) -> Problem:
    ids = " → ".join(flow.nodes[at].id for at in circle)
    hint = "a survey only goes forward; let one of them lead elsewhere"
    return Problem(
        places.of(flow.nodes[circle[-2]]), f"these nodes lead to each other without end: {ids}", hint
    )


def _too_much(place: Place) -> Problem:
    message = "not walked whole: so many answers are looked at again behind their questions"
    hint = (
        "what is told here was found; the number of paths, and what is asked twice on one, was not looked for"
    )
    return Problem(place, message, hint, Severity.NOTICE, at_key=True)
