"""What is known at a point of a walk: which values the variables may have there, together.

Variables that nothing has tied together are kept apart, each with its own values. Only a condition that looks
at two of them makes one block of both, with a row for each pair that it leaves. So 40 answers that nobody
compared are 40 small blocks, not 2^40 rows.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

from flows.exploring.looks import Variable

Row = tuple[object, ...]
Values = Mapping[Variable, object]

MOST_ROWS = 20_000


class TooEntangled(ValueError):
    """So many answers hang together that they cannot all be looked at."""


@dataclass(frozen=True, slots=True)
class Block:
    """A row has a value for each of the variables, which are sorted; None is that of a missing one."""

    variables: tuple[Variable, ...]
    rows: frozenset[Row]

    def values(self) -> Iterator[dict[Variable, object]]:
        return (dict(zip(self.variables, row, strict=True)) for row in self.rows)


Known = frozenset[Block]
"""Variables that stand in no block are missing."""

NOTHING: Known = frozenset()


def block_of(variables: Iterable[Variable], found: Iterable[Values]) -> Block:
    """One row for each; what it does not name is missing."""
    ordered = tuple(sorted(variables))
    return Block(ordered, frozenset(tuple(values.get(name) for name in ordered) for values in found))


def joined(known: Known, variables: Collection[Variable]) -> tuple[Block, Known]:
    """One block with all of these variables, and the rest. Raises `TooEntangled`."""
    touched = [block for block in known if not set(variables).isdisjoint(block.variables)]
    if prod(len(block.rows) for block in touched) > MOST_ROWS:
        raise TooEntangled
    names = {name for block in touched for name in block.variables} | set(variables)
    found = (
        {name: value for values in parts for name, value in values.items()}
        for parts in product(*([*block.values()] for block in touched))
    )
    return block_of(names, found), known.difference(touched)


def united(one: Known, other: Known) -> Known:
    """What either of them allows, and nothing else. Raises `TooEntangled`."""
    if one == other:
        return one
    same = one & other
    names = {name for block in (one | other) - same for name in block.variables}
    first, _ = joined(one - same, names)
    second, _ = joined(other - same, names)
    return same | {*parted(Block(first.variables, first.rows | second.rows))}


def parted(block: Block) -> Iterator[Block]:
    """The same in as many blocks as it can be parted into, without those that say nothing."""
    rest = block
    for variable in block.variables:
        if len(rest.variables) == 1:
            break
        at = rest.variables.index(variable)
        alone = frozenset((row[at],) for row in rest.rows)
        others = frozenset((*row[:at], *row[at + 1 :]) for row in rest.rows)
        if len(alone) * len(others) == len(rest.rows):
            yield from _telling(Block((variable,), alone))
            rest = Block((*rest.variables[:at], *rest.variables[at + 1 :]), others)
    yield from _telling(rest)


def _telling(block: Block) -> Iterator[Block]:
    if block.variables and block.rows != {(None,) * len(block.variables)}:
        yield block
