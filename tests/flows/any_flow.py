"""Flows of every shape, as hypothesis draws them: all kinds of question, branches, time outs, sub-flows."""

from hypothesis import strategies as st

from flows.definition import Flow
from flows.expansion import expand

WORDS = {"en": "Well?", "it": "Allora?"}
OPTIONS = [
    {"id": "late", "text": {"en": "Too late", "it": "Tardi"}},
    {"id": "no", "text": {"en": "No thanks"}},
]
KINDS: dict[str, dict[str, object]] = {
    "nothing": {},
    "csat": {},
    "nps": {},
    "ces": {},
    "rating": {"steps": 3},
    "choice": {"options": OPTIONS},
    "multi": {"options": OPTIONS, "none": True},
    "aspects": {"items": OPTIONS},
    "text": {"max_length": 12},
    "number": {"min": 2, "max": 9},
    "date": {"latest": "today"},
    "contact": {},
    "photo": {},
    "location": {},
    "consent": {"version": "1"},
}
KEYS = {
    "csat": ["1-2", "4-5"],
    "nps": ["0-6", "9-10"],
    "ces": ["1-4"],
    "rating": ["3"],
    "choice": ["late"],
    "multi": ["no", "none"],
    "number": ["0-4.5"],
    "consent": ["no"],
}
INNER = Flow.model_validate(
    {
        "nodes": [
            {"id": "part", "ask": "csat", "text": WORDS, "then": {"4-5": "end"}},
            {"id": "why", "ask": "text", "text": WORDS, "when": "twice <= 6", "optional": True},
            {"id": "bye", "text": WORDS},
        ],
        "let": {"twice": "part + part"},
    }
)


@st.composite
def a_node(draw: st.DrawFn, position: int, length: int) -> dict[str, object]:
    """It leads forward only."""
    conditions = [None, None, "csat <= 2", "mood <= -0.5", *(f"n{at} >= 3" for at in range(1, position))]
    when = draw(st.sampled_from(conditions))
    targets = ["end", *(f"n{at}" for at in range(position + 1, length + 1))]
    ways = st.sampled_from(targets)
    node: dict[str, object] = {"id": f"n{position}", "when": when}
    if draw(st.integers(0, 5)) == 0:
        jump = {"when": f"n{position}.part <= 2", "to": draw(ways)}
        return {**node, "flow": "inner", "next": [jump]}
    ask = draw(st.sampled_from(list(KINDS)))
    if ask == "nothing":
        return {**node, "text": WORDS, "next": draw(st.just([]) | ways)}
    return {**node, "ask": ask, "text": WORDS, **KINDS[ask], **draw(a_manner(ask, ways))}


@st.composite
def a_manner(draw: st.DrawFn, ask: str, ways: st.SearchStrategy[str]) -> dict[str, object]:
    """How a question is answered, and where it leads."""
    keys = st.sampled_from([*KEYS.get(ask, []), "skipped"])
    after = draw(st.sampled_from([None, None, "40 seconds", "2 days"]))
    return {
        "optional": draw(st.booleans()),
        "then": draw(st.dictionaries(keys, ways, max_size=2)),
        "timeout": {"after": after, "to": draw(st.none() | ways)} if after else None,
        "tries": draw(st.sampled_from([None, None, 1, 2])),
        "otherwise": draw(st.sampled_from(["skip", "person"])),
    }


@st.composite
def a_flow(draw: st.DrawFn) -> Flow:
    """Begins with a rating, since most surveys do and most complaints come from one."""
    rating = {"id": "n1", "ask": draw(st.sampled_from(["csat", "nps"])), "text": WORDS}
    length = draw(st.integers(1, 6))
    nodes = [rating, *(draw(a_node(at, length)) for at in range(2, length + 1))]
    back = draw(st.sampled_from([True, True, False]))
    return expand(Flow.model_validate({"nodes": nodes, "progress": True, "back": back}), {"inner": INNER})
