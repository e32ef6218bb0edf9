"""What survey research advises against: such a flow works, and yet its answers mislead. All are warnings.

The sources stand with the templates, which follow the same advice (`bot.templates`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.checks.course import Course, Given
from flows.checks.setting import Setting
from flows.checks.tones import APOLOGY, DOUBLE, INCENTIVE, LEADING, Tone
from flows.conditions import paths_of
from flows.definition import (
    ConsentNode,
    EndNode,
    Flow,
    Node,
    RatingNode,
    ReturnNode,
    SayNode,
    Scale,
    ScaleNode,
    SubflowNode,
    TextNode,
)
from flows.effort import seconds_for
from flows.expansion import expand
from flows.facts import MOOD
from flows.graph import Graph, graph_of, successors
from flows.problems import Place, Problem, Severity

LONGEST_S = 60.0
"""A minute is what customers were promised."""

PLACEHOLDER = "#your-review-page"
"""With this at its end a link still leads to the business's own site: whoever wrote it meant another page."""

_UNHAPPY_UP_TO = {Scale.CSAT: 2, Scale.NPS: 6, Scale.CES: 4}

_MOST_SCORES = 5
"""Of these many, the first are looked at one by one; whoever asks more is told that it takes too long."""

_NOT_ASKING = (SayNode, EndNode, SubflowNode, ReturnNode)


def advise(flow: Flow, setting: Setting) -> Iterator[Problem]:
    """Faults of a flow in which nothing is wrong otherwise, and which leads nowhere in a circle."""
    survey = _Survey(flow, setting.flows)
    yield from _recommendation(survey)
    yield from _too_long(survey)
    yield from _first_question(survey)
    yield from _reasons(survey)
    yield from _reviews(survey)
    yield from _apologies(survey)
    for at, node in enumerate(flow.nodes):
        yield from _wordings(at, node)


@dataclass(frozen=True)
class _Survey:
    """A flow and what several faults are looked for by. `others` are the flows that it may call."""

    flow: Flow
    others: Mapping[str, Flow]

    @cached_property
    def graph(self) -> Graph:
        return graph_of(self.flow)

    @cached_property
    def scores(self) -> list[int]:
        """Positions of the questions for NPS, CSAT and CES; where there is none, of other ratings."""
        nodes = [at for at in range(len(self.flow.nodes)) if self.graph.reached[at]]
        scales = [at for at in nodes if isinstance(self.flow.nodes[at], ScaleNode)]
        return scales or [at for at in nodes if isinstance(self.flow.nodes[at], RatingNode)]

    @cached_property
    def courses(self) -> dict[int, dict[int, Course]]:
        """By the position of a score, and then by what was given there, the lowest first."""
        return {
            at: {value: Course(self.flow, Given(at, value)) for value in _steps(self.flow.nodes[at])}
            for at in self.scores[:_MOST_SCORES]
        }

    @cached_property
    def links(self) -> set[int]:
        nodes = enumerate(self.flow.nodes)
        return {at for at, node in nodes if isinstance(node, SayNode | EndNode) and node.link}

    @cached_property
    def links_are_for_all(self) -> bool:
        return Course(self.flow).all_pass(self.links)

    def expanded(self, node: SubflowNode) -> Flow:
        return expand(self.others[node.flow], self.others, (node.flow,))


def _steps(node: Node) -> Sequence[int]:
    return node.steps_shown if isinstance(node, ScaleNode | RatingNode) else ()


def _warning(place: Place, message: str, hint: str, offset: int | None = None) -> Problem:
    return Problem(place, message, hint, Severity.WARNING, offset)


def _recommendation(survey: _Survey) -> Iterator[Problem]:
    """NPS is asked of everyone or of no one; who is picked out makes another number of it."""
    asking = [at for at, node in enumerate(survey.flow.nodes) if _asks_nps(node, survey)]
    if not asking or Course(survey.flow).all_pass(asking):
        return
    at = next((at for at in asking if survey.flow.nodes[at].when is not None), asking[0])
    place: Place = ("nodes", at, "when") if survey.flow.nodes[at].when is not None else ("nodes", at)
    hint = "ask everybody, before anything that some pass by; or ask another question of these alone"
    yield _warning(place, "not everybody is asked this, so it cannot be counted as NPS", hint)


def _asks_nps(node: Node, survey: _Survey) -> bool:
    nodes = survey.expanded(node).nodes if isinstance(node, SubflowNode) else (node,)
    return any(isinstance(each, ScaleNode) and each.scale is Scale.NPS for each in nodes)


def _too_long(survey: _Survey) -> Iterator[Problem]:
    flow = survey.flow
    cost = [_seconds(node, survey) for node in flow.nodes]
    courses = list(survey.courses[survey.scores[0]].values()) if survey.scores else [Course(flow)]
    longest = max(course.longest(cost) for course in courses)
    if longest > LONGEST_S:
        message = f"the longest way through this flow takes about {round(longest)} seconds"
        yield _warning(
            (), message, "more than a minute makes people leave; which question would change nothing?"
        )


def _seconds(node: Node, survey: _Survey) -> float:
    if not isinstance(node, SubflowNode):
        return seconds_for(node)
    inner = survey.expanded(node)
    return Course(inner).longest([seconds_for(each) for each in inner.nodes])


def _first_question(survey: _Survey) -> Iterator[Problem]:
    """What is asked before colours the score, and who leaves early has given none."""
    for at, node in enumerate(survey.flow.nodes):
        if isinstance(node, (*_NOT_ASKING, ScaleNode, RatingNode, ConsentNode)):
            continue
        if survey.scores and all(survey.graph.may_precede(at, score) for score in survey.scores):
            hint = "let the score be the first question: what is asked before it colours it"
            yield _warning(("nodes", at), "this is asked before the score", hint)
            return


def _reasons(survey: _Survey) -> Iterator[Problem]:
    """Words that must be given are given as dots, or not at all: the survey ends there."""
    asked_next = {to for at in survey.courses for to in _questions_after(at, survey.flow)}
    for at in sorted(asked_next):
        node = survey.flow.nodes[at]
        if isinstance(node, TextNode) and not node.optional and node.pattern is None:
            hint = "write optional = true: who cannot say why has still given a score"
            yield _warning(("nodes", at), "customers cannot go on without giving a reason in words", hint)


def _questions_after(at: int, flow: Flow) -> set[int]:
    """The questions that may follow directly."""
    found: set[int] = set()
    seen, stack = set[int](), list(successors(flow, at))
    while stack:
        at = stack.pop()
        if at in seen or at >= len(flow.nodes):
            continue
        seen.add(at)
        node = flow.nodes[at]
        if isinstance(node, _NOT_ASKING):
            stack += successors(flow, at)
        else:
            found.add(at)
            stack += [to for to, said in Course(flow).ways(at) if not said]
    return found


def _reviews(survey: _Survey) -> Iterator[Problem]:
    """The page for public reviews is for all: platforms and laws forbid to send only the happy there."""
    hint = "show it to everybody: to ask only the happy for reviews breaks rules of platforms, and laws"
    for at, node in enumerate(survey.flow.nodes):
        if not isinstance(node, SayNode | EndNode) or node.link is None:
            continue
        if node.link.url.endswith(PLACEHOLDER):
            message = "this is not your page for reviews yet"
            yield _warning(
                ("nodes", at, "link", "url"), message, "write its address, or remove link.url and link.text"
            )
        if _is_for_the_happy(at, node, survey):
            yield _warning(("nodes", at, "link"), "only happy customers are shown this link", hint)


def _is_for_the_happy(at: int, node: SayNode | EndNode, survey: _Survey) -> bool:
    """Those with the highest score may be said this, and nobody with the lowest is shown any link."""
    if node.when is not None and (MOOD,) in paths_of(node.when) and not survey.links_are_for_all:
        return True
    for courses in survey.courses.values():
        lowest, *_, highest = courses.values()
        if at in highest.said.some and survey.links.isdisjoint(lowest.said.some):
            return True
    return False


def _apologies(survey: _Survey) -> Iterator[Problem]:
    """Who gave a fair score has nothing to forgive, and reads that something must be wrong."""
    for at, node in enumerate(survey.flow.nodes):
        if isinstance(node, SubflowNode | ReturnNode):
            continue
        said = [(language, APOLOGY.find(text, language)) for language, text in node.text.items()]
        fair = (
            (_fair_score(at, score, survey) for score in survey.courses)
            if any(words for _, words in said)
            else ()
        )
        value = next(filter(None, fair), None)
        for language, words in said:
            if words and value:
                hint = 'say sorry where it is called for: when = "csat <= 2"'
                message = f"this apologises also to those who gave a {value}"
                yield _warning(("nodes", at, "text", language), message, hint, words.start())


def _fair_score(at: int, score: int, survey: _Survey) -> int | None:
    """The lowest fair score after which everybody is said this; None where there is none."""
    node = survey.flow.nodes[score]
    steps = _steps(node)
    limit = _UNHAPPY_UP_TO[node.scale] if isinstance(node, ScaleNode) else (steps[0] + steps[-1]) / 2
    if not survey.graph.may_precede(score, at):
        return None
    fair = (
        value for value, course in survey.courses[score].items() if value > limit and course.said.to_all(at)
    )
    return next(fair, None)


def _wordings(at: int, node: Node) -> Iterator[Problem]:
    if isinstance(node, SubflowNode | ReturnNode):
        return
    place = ("nodes", at, "text")
    hint = "leave the reward out: it draws those who want it, and no platform takes reviews for one"
    yield from _said(place, node.text, INCENTIVE, ("offers something for an answer", hint))
    if isinstance(node, SayNode | EndNode):
        return
    hint = "ask so that a bad answer is as easy as a good one: how was it?"
    yield from _said(place, node.text, LEADING, ("leads to an answer", hint))
    if isinstance(node, ScaleNode | RatingNode):
        hint = 'ask for each by itself, or rate a list with ask = "aspects"'
        yield from _said(place, node.text, DOUBLE, ("asks for two things with one score", hint))


def _said(place: Place, wordings: Mapping[str, str], tone: Tone, told: tuple[str, str]) -> Iterator[Problem]:
    for language, text in wordings.items():
        if found := tone.find(text, language):
            yield _warning((*place, language), f"“{found[0]}” {told[0]}", told[1], found.start())
