"""Which values the conditions that lie ahead can still tell apart. All others are one and the same from here.

A condition is a combination of clauses, and each clause that looks at one variable alone says of its value
true, false, or that it is missing. Values of which all clauses ahead say the same are of one class, and the
first of them that was met stands for all. A clause that looks at two variables tells all values apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial

from flows.conditions.tokens import relation, scan
from flows.exploring.known import Block, Known, block_of, parted
from flows.exploring.looks import MOOD_VARIABLE, Look, Looks, Variable
from flows.exploring.picks import Picks
from flows.exploring.words import Seen

Ahead = int
"""A set of conditions as bits."""


class Classes:
    """Of one flow. Conditions get a bit each with `ahead`."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._conditions: list[Look] = []
        self._first: dict[tuple[Ahead, Variable], dict[tuple[object, ...], object]] = {}
        self._seen_by = cache(self._find_seen_by)
        self._parts = cache(self._find_parts)
        self._clauses_on = cache(self._find_clauses_on)
        self._first_of_class = cache(self._find_first_of_class)

    def ahead(self, look: Look) -> Ahead:
        """The set of this condition alone. What cannot be decided tells nothing apart."""
        if look.is_open:
            return 0
        if look not in self._conditions:
            self._conditions.append(look)
        return 1 << self._conditions.index(look)

    def variables(self, ahead: Ahead) -> Iterator[Variable]:
        """Everything that these conditions look at."""
        return iter(self._seen_by(ahead))

    def conditions_on(self, variable: Variable, ahead: Ahead = -1) -> Sequence[Look]:
        """Those of these conditions, or of all, that look at the variable."""
        if ahead == -1:
            return [look for look in self._conditions if variable in look.variables]
        return self._seen_by(ahead).get(variable, [])

    def seen(self, variable: Variable, ahead: Ahead = -1) -> Seen:
        """The same, with what each of their clauses says of it alone."""
        looks = self.conditions_on(variable, ahead)
        alone = [
            clause
            for look in looks
            for clause in self._looks.clauses(look)
            if clause.variables == (variable,)
        ]
        says = [
            partial(self._say, side, variable)
            for clause in dict.fromkeys(alone)
            for side in self._sides(clause)
        ]
        return Seen(looks, says, self._looks.all_tried(variable))

    def _say(self, look: Look, variable: Variable, value: object) -> object:
        return self._looks.outcome(look, {variable: value})

    def _sides(self, clause: Look) -> Iterator[Look]:
        """The clause; and whether what it compares is less or more, which an equality hides."""
        yield clause
        if (sides := relation(scan(clause.source))) is not None and sides[1] in {"==", "!="}:
            left, right = (clause.source[side[0].offset : side[-1].end] for side in (sides[0], sides[2]))
            yield from (self._looks.look(f"{left} {than} {right}", clause.scope) for than in ("<=", ">="))

    def forget(self, known: Known, ahead: Ahead) -> Known:
        """What of it still matters to these conditions."""
        return frozenset(part for block in known for part in self._parts(block, ahead))

    def _find_parts(self, block: Block, ahead: Ahead) -> list[Block]:
        kept = [name for name in block.variables if name in self._seen_by(ahead)]
        found = (
            {name: self.class_of(name, values[name], ahead) for name in kept} for values in block.values()
        )
        return list(parted(block_of(kept, found)))

    def apart(self, variable: Variable, values: Iterable[object], ahead: Ahead) -> list[object]:
        """One value for each class."""
        return list(dict.fromkeys(self.class_of(variable, value, ahead) for value in values))

    def class_of(self, variable: Variable, value: object, ahead: Ahead) -> object:
        """The value that stands for all of its class."""
        if isinstance(value, Picks):
            seen = self.conditions_on(variable, ahead)
            ids = {text for look in seen for text in look.ids_of(variable)}
            return value.told_apart_by(ids, counted=any(variable in look.counted for look in seen))
        if variable == MOOD_VARIABLE:  # the worst of a class and that of all its values are not the same
            return value
        return self._first_of_class(variable, value, ahead)

    def _find_first_of_class(self, variable: Variable, value: object, ahead: Ahead) -> object:
        first = self._first.setdefault((ahead, variable), {})
        if not first:
            first[self._told(variable, None, ahead)] = None
        return first.setdefault(self._told(variable, value, ahead), value)

    def _told(self, variable: Variable, value: object, ahead: Ahead) -> tuple[object, ...]:
        return tuple(
            self._looks.outcome(clause, {variable: value}) if clause.variables == (variable,) else value
            for clause in self._clauses_on(variable, ahead)
        )

    def _find_clauses_on(self, variable: Variable, ahead: Ahead) -> list[Look]:
        found = (
            clause for look in self.conditions_on(variable, ahead) for clause in self._looks.clauses(look)
        )
        return list(dict.fromkeys(clause for clause in found if variable in clause.variables))

    def _find_seen_by(self, ahead: Ahead) -> dict[Variable, list[Look]]:
        seen: dict[Variable, list[Look]] = {}
        for at, look in enumerate(self._conditions):
            if ahead >> at & 1:
                for variable in look.variables:
                    seen.setdefault(variable, []).append(look)
        return seen
