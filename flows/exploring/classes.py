"""Which values the conditions that lie ahead can still tell apart. All others are one and the same from here.

What is known of some variables together is a row. Rows with which the same is left of all conditions ahead
are of one class, and the first of them that was met stands for all, without what makes no difference.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from flows.conditions.tokens import relation, scan
from flows.exploring.known import MOST_ROWS, Block, Known, TooEntangled, Values, block_of, parted
from flows.exploring.looks import Look, Looks, Sort, Variable
from flows.exploring.picks import Picks
from flows.exploring.residues import Live, Residues
from flows.exploring.words import Seen

MOST_WORK = 50_000
"""Times that a row is looked at in one walk; some seconds, and a hundred megabytes."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """Sets of conditions and of what may still be answered, as bits."""

    conditions: int = 0
    answers: int = 0

    def __or__(self, other: "Ahead") -> "Ahead":
        return Ahead(self.conditions | other.conditions, self.answers | other.answers)


NOTHING_AHEAD = Ahead()

_CHANGING = {Sort.SCALE, Sort.MOOD}
"""What has another value after another answer."""


class Classes:
    """Of one flow. Conditions get a bit each with `ahead`, and what questions set with `sets`."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._residues = Residues(looks)
        self._conditions: list[Look] = []
        self._set: list[Variable] = []
        self._first: dict[tuple[object, ...], dict[object, dict[Variable, object]]] = {}
        self._work = 0
        self._seen_by = cache(self._find_seen_by)
        self._open = cache(self._find_open)
        self._parts = cache(self._find_parts)

    def ahead(self, look: Look) -> Ahead:
        """The set of this condition alone. What cannot be decided tells nothing apart."""
        if look.is_open:
            return NOTHING_AHEAD
        if look not in self._conditions:
            self._conditions.append(look)
        return Ahead(conditions=1 << self._conditions.index(look))

    def sets(self, variable: Variable) -> Ahead:
        """The set of this answer, with all that belongs to it, scale or mood."""
        if variable not in self._set:
            self._set.append(variable)
        return Ahead(answers=1 << self._set.index(variable))

    def variables(self, ahead: Ahead) -> Iterator[Variable]:
        """Everything that these conditions look at."""
        return iter(self._seen_by(ahead))

    def seen(self, variable: Variable, ahead: Ahead | None = None) -> Seen:
        """Those of these conditions, or of all, that look at the variable; with what each of their clauses
        says of it alone.
        """
        of_all = (look for look in self._conditions if variable in look.variables)
        looks = list(of_all) if ahead is None else self._seen_by(ahead).get(variable, [])
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
        missing = self._missing(known, ahead)
        parts = {part for block in known for part in self._parts(block, ahead, missing)}
        single = {part for part in parts if len(part.rows) == 1}
        several = frozenset(parts - single)
        if len(single) <= 1:
            return frozenset(parts)
        values = {name: value for part in single for each in part.values() for name, value in each.items()}
        row = self._row(values, ahead, self._missing(frozenset(parts), ahead))
        return several.union(parted(block_of(row, [row])))

    def joined(self, known: Known, variables: Iterable[Variable], ahead: Ahead) -> tuple[Block, Known]:
        """One block with all of these variables, one row for each class; and the rest.

        Raises `TooEntangled`.
        """
        touched = [block for block in known if not set(variables).isdisjoint(block.variables)]
        names = {*variables, *(name for block in touched for name in block.variables)}
        if len(touched) == 1:
            return block_of(names, touched[0].values()), known.difference(touched)
        missing = self._missing(known, ahead)
        rows: list[dict[Variable, object]] = [{}]
        for block in sorted(touched, key=lambda block: (len(block.rows), block.variables)):
            if len(rows) * len(block.rows) > MOST_ROWS:
                raise TooEntangled
            pairs = ({**row, **values} for row in rows for values in block.values())
            rows = self._merged(pairs, ahead, missing)
        return block_of(names, rows), known.difference(touched)

    def merged(self, rows: Iterable[Values], ahead: Ahead) -> list[dict[Variable, object]]:
        """One of each class, whatever else is the case."""
        return self._merged(rows, ahead, frozenset())

    def _spend(self, looks: int) -> None:
        self._work += looks
        if self._work > MOST_WORK:
            raise TooEntangled

    def _find_parts(self, block: Block, ahead: Ahead, missing: frozenset[Variable]) -> list[Block]:
        kept = [name for name in block.variables if name in self._seen_by(ahead)]
        rows = ({name: values[name] for name in kept} for values in block.values())
        return list(parted(block_of(kept, self._merged(rows, ahead, missing))))

    def _merged(
        self, rows: Iterable[Values], ahead: Ahead, missing: frozenset[Variable]
    ) -> list[dict[Variable, object]]:
        found = [self._row(row, ahead, missing) for row in rows]
        return list({id(row): row for row in found}.values())

    def _row(self, row: Values, ahead: Ahead, missing: frozenset[Variable]) -> dict[Variable, object]:
        """The one that stands for the class of this one."""
        first = self._first.setdefault((ahead, missing, *row), {})
        left = self._left(row, ahead, missing)
        if left not in first:
            first[left] = self._bare(row, left, ahead, missing)
        return first[left]

    def _bare(
        self, row: Values, left: object, ahead: Ahead, missing: frozenset[Variable]
    ) -> dict[Variable, object]:
        """Without what makes no difference."""
        kept = dict(row)
        for variable in sorted(row):
            less = {**kept, variable: None}
            if self._left(less, ahead, missing) == left:
                kept = less
        return kept

    def _left(self, row: Values, ahead: Ahead, missing: frozenset[Variable]) -> object:
        """What is left of the conditions; and the scores and the mood that an answer ahead may change."""
        self._spend(1)
        is_open = self._open(ahead)
        changing = {name: row[name] for name in row if name[0] in _CHANGING and name in is_open}
        lasting = {name: value for name, value in row.items() if name not in changing}
        values = {**dict.fromkeys(missing), **lasting}
        seen = self._seen_by(ahead)
        looks = dict.fromkeys(look for variable in row for look in seen.get(variable, ()))
        rests = [self._residues.of(look, values) for look in looks]
        live = {each for _, lists in rests for each in lists}
        return tuple(rest for rest, _ in rests), tuple(changing.values()), frozenset(self._picks(row, live))

    def _picks(self, row: Values, live: Live) -> Iterator[tuple[Variable, Picks]]:
        """What is not decided of lists, as far as it matters."""
        for variable in {variable for variable, _ in live}:
            looks = [look for name, look in live if name == variable]
            picks = row.get(variable)
            if isinstance(picks, Picks):
                ids = {name for look in looks for name in look.ids_of(variable)}
                counted = any(variable in look.counted for look in looks)
                yield variable, picks.told_apart_by(ids, counted=counted)

    def _missing(self, known: Known, ahead: Ahead) -> frozenset[Variable]:
        """What these conditions look at, and no one can answer any more."""
        names = {name for block in known for name in block.variables}
        is_open = self._open(ahead)
        return frozenset(
            name for name in self._seen_by(ahead) if name not in names and name[:2] not in is_open
        )

    def _find_open(self, ahead: Ahead) -> frozenset[Variable]:
        return frozenset(variable for at, variable in enumerate(self._set) if ahead.answers >> at & 1)

    def _find_seen_by(self, ahead: Ahead) -> dict[Variable, list[Look]]:
        seen: dict[Variable, list[Look]] = {}
        for at, look in enumerate(self._conditions):
            if ahead.conditions >> at & 1:
                for variable in look.variables:
                    seen.setdefault(variable, []).append(look)
        return seen
