"""All that can become of a question: each answer that can be told apart, and each way of not answering."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.branches import branch_for, span_of
from flows.definition import (
    AspectsNode,
    ChoiceNode,
    ConsentNode,
    ContactNode,
    DateNode,
    FileNode,
    LocationNode,
    MultiNode,
    NumberNode,
    QuestionNode,
    RatingNode,
    ScaleNode,
    TextNode,
)
from flows.events import NONE
from flows.exploring import candidates
from flows.exploring.looks import MOOD_VARIABLE, Sort, Variable
from flows.exploring.picks import Picks, picks_of
from flows.exploring.words import UNSEEN, Seen
from flows.reading import consent
from flows.run import Missing, Value

Tried = Mapping[Variable, Seen]
"""What looks at each variable."""

Merged = Callable[[Iterable[Mapping[Variable, object]]], Sequence[Mapping[Variable, object]]]
"""Of what may be known one of each kind that the conditions tell apart."""


@dataclass(frozen=True, slots=True)
class Reply:
    """`key` is the branch of `then` that it takes, if any; `values` are what conditions see of it, `score`
    what it is on the scale of its kind, `mood` how its words sound.
    """

    values: Mapping[Variable, object] = field(default_factory=dict)
    key: str | None = None
    missing: Missing | None = None
    mood: float | None = None
    score: int | None = None

    def after(self, values: Mapping[Variable, object], scale: Variable) -> dict[Variable, object]:
        """What conditions see once it was given; a scale has the last score on it, and the mood is the worst
        of all.
        """
        moods = [mood for mood in (values.get(MOOD_VARIABLE), self.mood) if isinstance(mood, float)]
        after = {**values, **self.values, MOOD_VARIABLE: min(moods, default=None)}
        return after if self.score is None else {**after, scale: self.score}


def replies(
    node: QuestionNode, tried: Tried, moods: Sequence[float | None], merged: Merged
) -> Iterator[Reply]:
    """Every reply, each once; `moods` are those that words can have."""
    for missing in _ways_without_an_answer(node):
        yield Reply(key=branch_for(node, None), missing=missing)
    match node:
        case MultiNode():
            yield from _several(node)
        case AspectsNode():
            yield from _ratings(node, tried, merged)
        case TextNode():
            for reply in _plain(node, tried):
                yield from (replace(reply, mood=mood) for mood in moods)
        case _:
            yield from _plain(node, tried)


def _ways_without_an_answer(node: QuestionNode) -> Iterator[Missing]:
    if node.optional:
        yield Missing.SKIPPED
    if node.timeout is not None:
        yield Missing.TIMED_OUT
    if node.tries is not None:
        yield Missing.NOT_READ


def _plain(node: QuestionNode, tried: Tried) -> Iterator[Reply]:
    """Of a question whose answer is one value."""
    variable = (Sort.ANSWER, node.id)
    for named, value in _values(node, tried.get(variable, UNSEEN)):
        score = value if isinstance(node, ScaleNode) and isinstance(value, int) else None
        yield Reply({variable: named}, branch_for(node, value), score=score)


def _values(node: QuestionNode, seen: Seen) -> Iterator[tuple[object, Value]]:
    """What conditions see, and what is stored."""
    match node:
        case ScaleNode() | RatingNode():
            yield from ((step, step) for step in node.steps_shown)
        case ChoiceNode():
            yield from ((option.id, option.id) for option in node.options)
        case NumberNode():
            spans = (span_of(key) for key in node.then)
            ends = [end for span in spans if span for end in span]
            yield from ((number, number) for number in candidates.numbers(node, seen, ends))
        case TextNode():
            yield from ((text, text) for text in candidates.texts(node, seen))
        case DateNode():
            yield from ((day, day) for day in candidates.days(node, seen))
        case _:
            yield from _other_values(node, seen)


def _other_values(node: QuestionNode, seen: Seen) -> Iterator[tuple[object, Value]]:
    match node:
        case ContactNode():
            for phone in candidates.phones(seen):
                yield phone, {"phone": phone}
        case ConsentNode():
            yield from ((given, consent(node, given=given)) for given in (True, False))
        case FileNode() | LocationNode():
            yield True, {}
        case _:
            raise TypeError(f"the answer to {node.ask} is not one value")


def _several(node: MultiNode) -> Iterator[Reply]:
    """Of a choice of several, undecided but for what `then` asks, the first key that fits."""
    ids = [option.id for option in node.options]
    rest = [picks_of(ids, max(node.min, 1), node.most)] if node.most else []
    if node.none or node.min == 0:
        rest.append(Picks())
    for key in node.then:
        parts = [part for picks in rest for part in picks.by_id(key)]
        taken = [part for part in parts if key in part.picked or (key == NONE and not _any(part))]
        yield from (_picked(node, part, key) for part in taken)
        rest = [part for part in parts if part not in taken]
    yield from (_picked(node, part) for part in rest)


def _any(picks: Picks) -> bool:
    return bool(picks.picked) or picks.least > 0


def _picked(node: MultiNode, picks: Picks, key: str | None = None) -> Reply:
    return Reply({(Sort.ANSWER, node.id): picks}, key)


def _ratings(node: AspectsNode, tried: Tried, merged: Merged) -> Iterator[Reply]:
    """Of several ratings, only those that a condition looks at. Whoever leaves the question in the middle has
    rated the first of them.
    """
    seen = [(Sort.ANSWER, node.id, item.id) for item in node.items]
    looked_at = [variable for variable in seen if variable in tried]
    left = [None if why is Missing.SKIPPED else why for why in _ways_without_an_answer(node)]
    rated: Sequence[Mapping[Variable, object]] = [{}]
    for count, variable in enumerate(looked_at, 1):
        rated = merged({**ratings, variable: step} for ratings in rated for step in node.steps_shown)
        if count < len(looked_at) or seen[-1] not in tried:
            yield from (Reply(ratings, missing=missing) for ratings in rated for missing in left)
    yield from map(Reply, rated)
