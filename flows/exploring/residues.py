"""What a condition still comes down to once some of what it looks at is known.

Of `a && b` nothing is left where `a` is false, and `b` where it is true; of `a + b + c` the sum of what is
known, not each of its parts. Who has the same left of all conditions need not be told apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from flows.conditions.tokens import Tokens, groups, is_call, relation, scan, split
from flows.exploring.looks import Look, Looks, Variable
from flows.exploring.picks import Picks


class Kind(Enum):
    ALL = auto()
    ANY = auto()
    NOT = auto()
    SUM = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """Of a condition, with what it is made of. `signs` are those of the terms of a sum."""

    look: Look
    kind: Kind = Kind.OTHER
    parts: tuple["Part", ...] = ()
    signs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """Whatever else becomes known, it has this value; None where it has none."""

    value: object


Rest = object
"""`Settled`, or something that is equal where the same is left."""

Live = set[tuple[Variable, Look]]
"""Lists of which something is not decided that matters to a part of a condition."""

_NOTHING_KNOWN: Rest = ()
_UNKNOWN = object()


class Residues:
    """Of the conditions of one flow."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._trees: dict[Look, Part] = {}
        self._found: dict[tuple[object, ...], tuple[Rest, Live]] = {}

    def of(self, look: Look, values: Mapping[Variable, object]) -> tuple[Rest, Live]:
        """`values` has None for what is known to be missing, and nothing for what is not known. Only whether
        the condition is true counts.
        """
        key = (look, *(values.get(variable, _UNKNOWN) for variable in look.variables))
        if key not in self._found:
            if look not in self._trees:
                self._trees[look] = self._parse(scan(look.source), look)
            live: Live = set()
            self._found[key] = (self._rest(self._trees[look], values, live, asked=True), live)
        return self._found[key]

    def _rest(
        self,
        part: Part,
        values: Mapping[Variable, object],
        live: Live,
        *,
        asked: bool | None,
    ) -> Rest:
        """`asked` is the truth that counts; None where each value does."""
        look = part.look
        known = [variable for variable in look.variables if variable in values]
        if len(known) == len(look.variables) and not _undecided(look, values):
            return Settled(_as_asked(self._looks.outcome(look, values), asked=asked))
        if not known:
            return _NOTHING_KNOWN
        if not part.parts:
            live.update((variable, look) for variable in known if isinstance(values[variable], Picks))
            return tuple(
                (variable, values[variable]) for variable in known if not isinstance(values[variable], Picks)
            )
        below = asked if part.kind in {Kind.ALL, Kind.ANY} else None
        if part.kind is Kind.NOT and asked is not None:
            below = not asked
        rests = [self._rest(each, values, live, asked=below) for each in part.parts]
        return _combined(part, rests)

    def _parse(self, tokens: Tokens, whole: Look) -> Part:
        while _is_bracketed(tokens):
            tokens = tokens[1:-1]
        look = self._looks.look(whole.source[tokens[0].offset : tokens[-1].end], whole.scope)
        if "?" in {part.text for part in tokens}:
            return Part(look)
        for kind, operator in ((Kind.ANY, "||"), (Kind.ALL, "&&")):
            if len(parts := split(tokens, operator)) > 1:
                return Part(look, kind, self._parsed(parts, whole))
        sides = relation(tokens)
        if tokens[0].is_symbol("!") and sides is None:
            return Part(look, Kind.NOT, self._parsed([tokens[1:]], whole))
        if any(self._looks.is_list(variable) for variable in look.variables):
            return Part(look)
        return self._calculated(tokens, look, whole, sides)

    def _calculated(
        self, tokens: Tokens, look: Look, whole: Look, sides: tuple[Tokens, str, Tokens] | None
    ) -> Part:
        if sides is not None:
            return Part(look, Kind.OTHER, self._parsed([sides[0], sides[2]], whole))
        terms = list(_terms(tokens))
        if len(terms) > 1:
            signs = tuple(sign for sign, _ in terms)
            return Part(look, Kind.SUM, self._parsed([term for _, term in terms], whole), signs)
        if len(factors := split(tokens, "*", "/", "%")) > 1:
            return Part(look, Kind.OTHER, self._parsed(factors, whole))
        if is_call(tokens, 0) and _is_bracketed(inner := tokens[1:]) and len(split(inner[1:-1], ",")) == 1:
            return Part(look, Kind.OTHER, self._parsed([inner], whole))
        computed = self._looks.computed(look)
        if computed is not None and computed != look:
            return self._parse(scan(computed.source), computed)
        return Part(look)

    def _parsed(self, parts: Sequence[Tokens], whole: Look) -> tuple[Part, ...]:
        return tuple(self._parse(part, whole) for part in parts)


def _is_bracketed(tokens: Tokens) -> bool:
    return tokens[0].is_symbol("(") and len(next(groups(tokens))) == len(tokens) - 2


def _terms(tokens: Tokens) -> Iterator[tuple[int, Tokens]]:
    """Of a sum, with their signs; a sign after an operator belongs to what follows it."""
    depth = start = 0
    sign = 1
    for at, token in enumerate(tokens):
        depth += token.is_symbol(*"([{") - token.is_symbol(*")]}")
        binds = at > start and not tokens[at - 1].is_symbol("*", "/", "%", "-")
        if depth == 0 and token.is_symbol("+", "-") and binds:
            yield sign, tokens[start:at]
            sign, start = (1 if token.text == "+" else -1), at + 1
    yield sign, tokens[start:]


def _undecided(look: Look, values: Mapping[Variable, object]) -> bool:
    for variable in look.variables:
        picks = values[variable]
        if isinstance(picks, Picks) and (
            not picks.undecided.isdisjoint(look.ids_of(variable))
            or (variable in look.counted and picks.least != picks.most)
        ):
            return True
    return False


def _as_asked(value: object, *, asked: bool | None) -> object:
    """True and false alone, where one of them counts and all else is like the other."""
    if asked is None:
        return value
    return value is True if asked else value is not False


def _combined(part: Part, rests: Sequence[Rest]) -> Rest:
    match part.kind:
        case Kind.ALL | Kind.ANY:
            return _of_joint(rests, decides=part.kind is Kind.ANY)
        case Kind.NOT:
            (rest,) = rests
            if isinstance(rest, Settled):
                return Settled(None if rest.value is None else not rest.value)
            return (part.kind, rest)
        case Kind.SUM:
            return _of_sum(part.signs, rests)
        case Kind.OTHER:
            return tuple(rests)


def _of_joint(rests: Sequence[Rest], *, decides: bool) -> Rest:
    """One that is false decides `&&`, and one that is true `||`; of the others nothing is left."""
    if Settled(decides) in rests:
        return Settled(decides)
    return tuple((at, rest) for at, rest in enumerate(rests) if rest != Settled(not decides))


def _of_sum(signs: Sequence[int], rests: Sequence[Rest]) -> Rest:
    settled = [
        (sign, rest.value) for sign, rest in zip(signs, rests, strict=True) if isinstance(rest, Settled)
    ]
    if any(value is None for _, value in settled):
        return Settled(None)
    left = tuple((at, rest) for at, rest in enumerate(rests) if not isinstance(rest, Settled))
    numbers = [(sign, value) for sign, value in settled if isinstance(value, int | float)]
    if len(numbers) < len(settled) or any(isinstance(value, bool) for _, value in numbers):
        return (tuple(settled), left)
    return (sum(sign * value for sign, value in numbers), left)
