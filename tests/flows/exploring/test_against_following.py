"""A walk finds what one finds who gives every answer to every question, one after the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import combinations, permutations, product
from math import prod

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows import conditions, path
from flows.branches import known_keys
from flows.definition import (
    AspectsNode,
    ChoiceNode,
    ConsentNode,
    EndNode,
    Flow,
    MultiNode,
    NumberNode,
    QuestionNode,
    RatingNode,
    SayNode,
    ScaleNode,
    SubflowNode,
)
from flows.definition.questions import QuestionPiece
from flows.expansion import expand
from flows.exploring.measures import measure
from flows.exploring.walk import walk, walk_together
from flows.path import follow
from flows.reading import consent
from flows.run import Answer, Missing, Value
from flows.sentiment import Mood
from flows.splits import variant_for
from flows.values import Knowledge
from tests.flows.surveys import Written, ask, labelled, say, survey

MOST_WAYS = 3_000
"""So many are tried one by one."""

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KINDS = (
    "csat",
    "csat",
    "rating",
    "choice",
    "multi",
    "consent",
    "number",
    "text",
    "text",
    "aspects",
    "nothing",
)
KEYS: Mapping[str, Mapping[str, object]] = {
    "choice": {"options": labelled("late", "other")},
    "multi": {"options": labelled("aa", "bb", "cc"), "none": True},
    "consent": {"version": "1"},
    "rating": {"steps": 3},
    "number": {"min": 0, "max": 3},
    "aspects": {"items": labelled("box", "tape"), "steps": 3},
}
ABOUT: Mapping[str, tuple[str, ...]] = {
    "csat": ("{0} <= 2", "!({0} == 3)", "csat >= 4", "csat == 5 || {0} == 1"),
    "rating": ("{0} > 2", "{0} == 2 || {0} == 1"),
    "choice": ('{0} == "late"', '{0} != "late"'),
    "multi": ('"aa" in {0}', "size({0}) >= 2", '"bb" in {0} && !("cc" in {0})', '{0} == ["cc"]'),
    "consent": ("{0}", "!{0}"),
    "number": ("{0} > 2", "{0} == 0"),
    "text": ("mood < -0.5", "size({0}) > 3", "mood == 0.0", "mood > -1.0"),
    "aspects": ("{0}.box <= 1", "{0}.box < {0}.tape", "{0}.tape == 3"),
}
WHOLE = {"csat", "rating", "number"}
"""Answers that are whole numbers."""

MOODS = (None, -1.0, -0.75, 0.0, 1.0)
"""Beside those that the conditions name, one in between."""

FACTS = (
    'customer.language == "it"',
    'customer.first_name == "Ada"',
    '"vip" in customer.tags',
    "high",
    'side == "a"',
)
LET = {"high": "purchase.amount > 100.0"}
SPLIT = {"side": {"a": 1, "b": 1}}


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Up to five nodes that look at each other, with jumps ahead, and maybe another flow called within."""
    inner = draw(st.none() | _nodes(2))
    nodes = draw(_nodes(6, calls=inner is not None))
    flow = survey(*nodes, let=LET, split=SPLIT)
    return expand(flow, {"inner": survey(*inner)} if inner is not None else {})


@st.composite
def _nodes(draw: st.DrawFn, most: int, *, calls: bool = False) -> list[Written]:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=min(most, 3), max_size=most))
    if calls:
        kinds.insert(draw(st.integers(0, len(kinds))), "flow")
    ids = [f"n{at}" for at in range(len(kinds))]
    return [draw(_node(at, kinds, ids)) for at in range(len(kinds))]


@st.composite
def _node(draw: st.DrawFn, at: int, kinds: list[str], ids: list[str]) -> Written:
    kind, ahead = kinds[at], [*ids[at + 1 :], "end"]
    when = draw(st.none() | _condition(at, kinds))
    jumps = draw(st.lists(_condition(at, kinds), max_size=2))
    keys: dict[str, object] = {
        "next": [
            {"when": f"{each} // {at}.{number}", "to": draw(st.sampled_from(ahead))}
            for number, each in enumerate(jumps)
        ]
    }
    if when is not None:
        keys["when"] = f"{when} // {at}"
    if kind == "nothing":
        return say("So.", id=ids[at], **keys)
    if kind == "flow":
        return {"flow": "inner", "id": ids[at], **keys}
    keys |= {
        "optional": draw(st.booleans()),
        "timeout": draw(st.none() | st.sampled_from([{"after": "1 day", "to": to} for to in ahead])),
    }
    written = ask(kind, ids[at], **KEYS.get(kind, {}), **keys)
    question = survey(written).question(ids[at])
    branches = draw(st.lists(st.sampled_from(known_keys(question)), max_size=2, unique=True))
    return {**written, "then": {key: draw(st.sampled_from(ahead)) for key in branches}}


def _condition(at: int, kinds: list[str]) -> st.SearchStrategy[str]:
    about = [each.format(f"n{before}") for before in range(at) for each in ABOUT.get(kinds[before], ())]
    whole = [f"n{before}" for before in range(at) if kinds[before] in WHOLE]
    sums = [f"{first} - 2 + {second} > 3" for first, second in permutations(whole, 2)]
    sums += [" + ".join(whole) + " < 7"] if whole else []
    one = st.sampled_from([*about * 4, *sums * 4, *FACTS])
    joined = (
        st.builds(form.format, one, one) for form in ("{} && {}", "{} || {}", "!({} && {})", "!({} || {})")
    )
    return st.one_of(one, *joined)


@dataclass
class Found:
    """By trying it all out."""

    ways: set[tuple[str, ...]] = field(default_factory=set)
    truths: dict[str, set[bool]] = field(default_factory=dict)


def try_all(flow: Flow) -> Found:
    found = Found()

    def holds(source: str, values: Mapping[str, object]) -> bool:
        truth = conditions.holds(source, values)
        found.truths.setdefault(source, set()).add(truth)
        return truth

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(path, "holds", holds)
        for facts in _facts(flow):
            knowledge = Knowledge(flow, facts)
            found.ways |= {*_ways(knowledge, ())}
    return found


def _ways(knowledge: Knowledge, answers: tuple[Answer, ...]) -> Iterator[tuple[str, ...]]:
    way = follow(knowledge, answers)
    if way.open is None:
        yield tuple(node.id for node in way.passed)
        return
    for answer in _answers(way.open):
        yield from _ways(knowledge, (*answers, answer))


def _answers(node: QuestionNode) -> Iterator[Answer]:
    def answer(value: Value | None, missing: Missing | None = None, mood: float | None = None) -> Answer:
        felt = Mood(mood, None, "test", "1") if mood is not None else None
        return Answer(node.id, node.ask, 1, value, "en", NOON, felt, missing)

    if node.optional:
        yield answer(None, Missing.SKIPPED)
    if node.timeout is not None:
        yield answer(None, Missing.TIMED_OUT)
    if isinstance(node, AspectsNode):
        yield from (answer(part, missing) for part, missing in _parts(node))
    if node.ask == "text":
        yield from (answer(words, None, mood) for words in ("no", "a long word") for mood in MOODS)
    else:
        yield from map(answer, _values(node))


def _parts(node: AspectsNode) -> Iterator[tuple[Value, Missing | None]]:
    """The first things are rated, and then it is skipped, or its time is over."""
    ways = [None] * node.optional + [Missing.TIMED_OUT] * (node.timeout is not None)
    for count in range(1, len(node.items)):
        names = [item.id for item in node.items[:count]]
        for each, missing in product(product(node.steps_shown, repeat=count), ways):
            yield dict(zip(names, each, strict=True)), missing


def _values(node: QuestionNode) -> Iterator[Value]:
    match node:
        case ScaleNode() | RatingNode():
            yield from node.steps_shown
        case ChoiceNode():
            yield from (option.id for option in node.options)
        case MultiNode():
            ids = [option.id for option in node.options]
            yield from (list(chosen) for size in range(len(ids) + 1) for chosen in combinations(ids, size))
        case ConsentNode():
            yield from (consent(node, given=given) for given in (True, False))
        case NumberNode():
            yield from range(4)
        case AspectsNode():
            names = [item.id for item in node.items]
            for each in product(node.steps_shown, repeat=len(names)):
                yield dict(zip(names, each, strict=True))
        case _:
            raise AssertionError(node.ask)


def _facts(flow: Flow) -> Iterator[Mapping[str, object]]:
    jumps = (jump.when for node in flow.nodes for jump in node.next)
    named = " ".join(str(source) for source in (*jumps, *(node.when for node in flow.nodes)))
    languages = ("it", "en") if "customer.language" in named else ("en",)
    names = ("Ada", "Eva", None) if "first_name" in named else (None,)
    tags = (["vip"], []) if "vip" in named else ([],)
    amounts = (100.0, 101.0) if "high" in named else (1.0,)
    customers = ("1", "4") if "side" in named else ("1",)  # one on each side
    for language, name, tag, amount, customer in product(languages, names, tags, amounts, customers):
        yield {
            "customer": {"id": customer, "language": language, "first_name": name, "tags": tag},
            "purchase": {"amount": amount},
        }


def _size(flow: Flow) -> int:
    """How many ways there are at most, told apart by every answer."""
    questions = [node for node in flow.nodes if isinstance(node, QuestionPiece)]
    return prod((len(list(_answers(node))) for node in questions), start=len(list(_facts(flow))))


def test_the_customers_of_these_tests_stand_on_both_sides() -> None:
    assert {variant_for(customer, "side", SPLIT["side"]) for customer in ("1", "4")} == {"a", "b"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(flows().filter(lambda flow: _size(flow) <= MOST_WAYS))
def test_it_finds_the_same(flow: Flow) -> None:
    tried, walked = try_all(flow), walk(flow)
    measures = measure(flow, walked)
    asked = {node.id for node in flow.nodes if not isinstance(node, SayNode | EndNode | SubflowNode)}
    lengths = [len(asked.intersection(way)) for way in tried.ways]
    assert measures.paths == len(tried.ways)
    assert (measures.questions.least, measures.questions.most) == (min(lengths), max(lengths))
    shown = {flow.nodes[state.at].id for state in walked.following if 0 <= state.at < len(flow.nodes)}
    assert shown == {name for way in tried.ways for name in way}
    together = walk_together(flow)
    assert together.truths == walked.truths
    assert (together.entered, together.taken) == (walked.entered, walked.taken)
    truths = _by_source(flow, walked.truths)
    conditions_of_nodes = {node.when or "" for node in flow.nodes} & tried.truths.keys()
    assert all(tried.truths[source] <= truths[source] for source in tried.truths)
    assert {source: truths[source] for source in conditions_of_nodes} == {
        source: tried.truths[source] for source in conditions_of_nodes
    }


def _by_source(flow: Flow, truths: Mapping[tuple[int, int | None], set[bool]]) -> dict[str, set[bool]]:
    found: dict[str, set[bool]] = {}
    for (at, jump), seen in truths.items():
        node = flow.nodes[at]
        source = node.when if jump is None else node.next[jump].when
        found.setdefault(source or "", set()).update(seen)
    return found
