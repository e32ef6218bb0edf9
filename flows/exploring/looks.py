"""What a condition looks at, and what it says of given values.

Names are followed to what they stand for: an answer, a fact, the last score on a scale, the worst mood, a
variant; a computed value to all of these that it is made of.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from flows.conditions import paths_of, value_of
from flows.conditions.tokens import Mention, TokenKind, Tokens, calls, clauses, mentions, scan
from flows.definition import (
    AspectsNode,
    Flow,
    MultiNode,
    Node,
    QuestionPiece,
    Scale,
    TextNode,
)
from flows.exploring.patterns import samples
from flows.exploring.picks import Picks
from flows.facts import FACTS, MOOD
from flows.names import Kind, Leaf, Path, place
from flows.path import scope_of
from flows.splits import variant_at
from flows.values import compute


class Sort(StrEnum):
    ANSWER = "answer"
    FACT = "fact"
    SCALE = "scale"
    MOOD = "mood"
    SPLIT = "split"


Variable = tuple[str, ...]
"""A `Sort`, and of an answer the id of its node (and of its aspect), of a fact its path, of a scale its kind,
of a split its name. The place where a customer stands in a split is the same wherever it is named.
"""


class Truth(Enum):
    """True and false where a number is possible, too; Python takes 1 and True for the same."""

    YES = True
    NO = False


MOOD_VARIABLE: Variable = (Sort.MOOD,)


_COUNTED, _OPEN = "counted", "open"
_NOT_ASKED = (_COUNTED, _OPEN)

_ALL_TRIED, _ALL_TRIED_TOGETHER = 3_000, 100
"""Of so many numbers or days each is tried; of fewer, where a clause compares them with something else."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A condition as it is read within a scope, of which there is but one in a `Looks`.

    `is_open` if no values that one could try decide it: some patterns, and tables with keys of their own.
    `counted` are those lists whose length matters, `asked` are lists with the ids for which they are asked.
    """

    source: str
    scope: str
    variables: tuple[Variable, ...]
    constants: tuple[str, ...]
    counted: frozenset[Variable]
    asked: frozenset[tuple[Variable, str]]
    patterns: tuple[str, ...]
    is_open: bool

    @property
    def texts(self) -> list[str]:
        """The texts that it names, without their quotes."""
        return [_unquoted(constant) for constant in self.constants if constant[-1] in "\"'"]

    def ids_of(self, variable: Variable) -> list[str]:
        """Those that matter of a list."""
        if variable in self.counted:
            return self.texts
        return sorted(name for asked, name in self.asked if asked == variable)


class Looks:
    """The conditions of one flow, expanded."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._nodes = {node.id: node for node in flow.nodes}
        self._found: dict[tuple[str, str], Look] = {}
        self._outcomes: dict[tuple[Look, tuple[object, ...]], object | None] = {}
        self._compared: set[Variable] | None = None

    def look(self, source: str, scope: str) -> Look:
        """The condition, with all that it depends on."""
        key = (source, scope)
        if key not in self._found:
            sources = [source, *self._computed_for(source, scope, len(self.flow.let))]
            self._found[key] = self._look(key, sources)
        return self._found[key]

    def clauses(self, look: Look) -> Iterator[Look]:
        """What must be true or false by itself in it."""
        for tokens in clauses(scan(look.source)):
            yield self.look(look.source[tokens[0].offset : tokens[-1].end], look.scope)

    def node(self, variable: Variable) -> Node | None:
        """The one that asks for this answer."""
        return self._nodes.get(variable[1]) if variable[0] == Sort.ANSWER else None

    def all_tried(self, variable: Variable) -> int:
        """So many values it may have at most, if each is to be tried."""
        if self._compared is None:
            self._compared = {
                each
                for node in self.flow.nodes
                for source in (node.when, *(jump.when for jump in node.next))
                if source is not None
                for clause in self.clauses(self.look(source, scope_of(node)))
                if len(clause.variables) > 1
                for each in clause.variables
            }
        return _ALL_TRIED_TOGETHER if variable in self._compared else _ALL_TRIED

    def computed(self, look: Look) -> Look | None:
        """What it stands for, if it is nothing but the name of a computed value."""
        inner = self.flow.let.get(_inside(look.scope, look.source))
        return None if inner is None else self.look(inner, look.scope)

    def says_itself(self, path: Path, scope: str) -> bool:
        """Whether the name is that of a variable, and of no computed value."""
        return any(self._variables(path, scope))

    def _look(self, key: tuple[str, str], sources: list[str]) -> Look:
        tokens = [scan(source) for source in sources]
        variables = {
            found for each in sources for path in paths_of(each) for found in self._variables(path, key[1])
        }
        uses = [use for each in tokens for use in self._lists(each, key[1])]
        patterns = tuple(
            each[at + 2].text for each in tokens for at in calls(each) if each[at].text == "matches"
        )
        counted = frozenset(variable for variable, use in uses if use == _COUNTED)
        return Look(
            *key,
            variables=tuple(sorted(variables)),
            constants=tuple(
                token.text
                for each in tokens
                for token in each
                if token.kind in {TokenKind.STRING, TokenKind.NUMBER}
            ),
            counted=counted,
            asked=frozenset((variable, _unquoted(use)) for variable, use in uses if use not in _NOT_ASKED),
            patterns=patterns,
            is_open=any(use == _OPEN for _, use in uses)
            or len(counted) > 1
            or (bool(patterns) and not self._can_be_tried(patterns, variables))
            or any(self._is_table(variable) for variable in variables),
        )

    def _can_be_tried(self, patterns: Iterable[str], variables: Iterable[Variable]) -> bool:
        """Whether some text fits each pattern and some does not, whatever limits an answer has."""
        nodes = (self._nodes[variable[1]] for variable in variables if variable[0] == Sort.ANSWER)
        limited = (isinstance(node, TextNode) and (node.min_length > 1 or node.pattern) for node in nodes)
        return not any(limited) and all(samples(pattern) for pattern in patterns)

    def outcome(self, look: Look, known: Mapping[Variable, object]) -> object | None:
        """What the condition comes to; None where something that it needs is missing."""
        key = (look, tuple(known.get(variable) for variable in look.variables))
        if key not in self._outcomes:
            self._outcomes[key] = value_of(look.source, self._values(look, known))
        return self._outcomes[key]

    def _values(self, look: Look, known: Mapping[Variable, object]) -> dict[str, object]:
        values: dict[str, object] = {}
        for variable in look.variables:
            value = known.get(variable)
            if value is not None:
                place(values, self._path(variable, look.scope), self._shown(variable, value, look.scope))
        compute(self.flow, values, look.scope)
        return values

    def _shown(self, variable: Variable, value: object, scope: str) -> object:
        if isinstance(value, Picks):
            node = self._nodes.get(variable[1])
            return value.example(
                [option.id for option in node.options] if isinstance(node, MultiNode) else ()
            )
        if isinstance(value, Truth):
            return value.value
        if variable[0] == Sort.SPLIT and isinstance(value, float):
            return variant_at(value, self.flow.split[_inside(scope, variable[1])])
        return value

    def _path(self, variable: Variable, scope: str) -> Path:
        """The name under which the scope sees it."""
        if variable[0] == Sort.MOOD:
            return (MOOD,)
        if variable[0] == Sort.ANSWER:
            return (*variable[1].removeprefix(f"{scope}." if scope else "").split("."), *variable[2:])
        return variable[1:]

    def _computed_for(self, source: str, scope: str, before: int) -> Iterator[str]:
        """The sources of the computed values that this one names, and of those that they name."""
        lets = list(self.flow.let.items())[:before]
        for path in paths_of(source):
            for at, (name, inner) in enumerate(lets):
                if name == _inside(scope, path[0]):
                    yield inner
                    yield from self._computed_for(inner, scope, at)

    def _variables(self, path: Path, scope: str) -> Iterator[Variable]:
        """What a name stands for; nothing where it is computed, or said by no answer."""
        name = _inside(scope, path[0])
        if name in self.flow.split:
            yield (Sort.SPLIT, path[0])
        elif path in {(scale,) for scale in Scale}:
            yield (Sort.SCALE, *path)
        elif path == (MOOD,):
            yield MOOD_VARIABLE
        elif path[0] in FACTS.entries:
            yield (Sort.FACT, *path)
        elif name not in self.flow.let:
            yield from self._answers(path, scope)

    def _answers(self, path: Path, scope: str) -> Iterator[Variable]:
        for length in range(1, len(path) + 1):
            node = self._nodes.get(_inside(scope, ".".join(path[:length])))
            if node is None or not isinstance(node, QuestionPiece):
                continue
            yield (Sort.ANSWER, node.id, *(path[length:] if isinstance(node, AspectsNode) else ()))

    def _lists(self, tokens: Tokens, scope: str) -> Iterator[tuple[Variable, str]]:
        """The lists that a source names, each with the way in which it is looked at there."""
        for mention in mentions(tokens):
            for variable in self._variables(mention.path, scope):
                if self.is_list(variable):
                    yield variable, _use(tokens, mention)

    def is_list(self, variable: Variable) -> bool:
        if variable[0] == Sort.ANSWER:
            return isinstance(self._nodes[variable[1]], MultiNode)
        return self.kind(variable) is Kind.LIST

    def _is_table(self, variable: Variable) -> bool:
        return self.kind(variable) is Kind.MAP

    def kind(self, variable: Variable) -> Kind | None:
        """Of a fact."""
        leaf = FACTS.find(variable[1:]) if variable[0] == Sort.FACT else None
        return leaf.kind if isinstance(leaf, Leaf) else None


def _use(tokens: Tokens, mention: Mention) -> str:
    """The literal of the one id that it is asked for; `_COUNTED` where its length or all of it matters."""
    first = next(at for at, token in enumerate(tokens) if token.offset == mention.offsets[0])
    last = next(at for at, token in enumerate(tokens) if token.offset >= mention.offsets[-1])
    earlier = tokens[:first]
    before = [token.text for token in earlier[-2:]]
    after = [token.text for token in tokens[last + 1 : last + 3]]
    if before[-1:] == ["in"]:
        begins = all(token.is_symbol("&&", "||", "(", "!") for token in earlier[-3:-2])
        is_named = begins and earlier[-2].kind is TokenKind.STRING and after[:1] != ["["]
        return earlier[-2].text if is_named else _OPEN
    is_counted = (
        before == ["size", "("] or after == [".", "size"] or {*before[-1:], *after[:1]} & {"==", "!="}
    )
    return _COUNTED if is_counted and after[:1] != ["["] else _OPEN


def _inside(scope: str, name: str) -> str:
    return f"{scope}.{name}" if scope else name


def _unquoted(literal: str) -> str:
    return literal.strip("rRbB").strip("\"'").replace('\\"', '"').replace("\\\\", "\\")
