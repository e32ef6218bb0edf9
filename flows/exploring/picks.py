"""What is known of a list, such as the options that somebody picked: some are in, others are still undecided.

Twenty options can be picked in a million ways. So nothing is decided before a condition or a branch looks at
it, and only what it looks at: whether one id is in, or how many are.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

ANOTHER = "\0"
"""Stands in a list for an id that no condition names."""


@dataclass(frozen=True, slots=True)
class Picks:
    """All the lists that have `picked` in them, and from `least` to `most` of the `undecided` ids and of the
    `others`, which nothing names. `more` others are in besides, where it matters how many there are.
    """

    picked: frozenset[str] = frozenset()
    undecided: frozenset[str] = frozenset()
    others: int = 0
    least: int = 0
    most: int = 0
    more: int = 0

    def by_id(self, name: str) -> Iterator["Picks"]:
        """Apart: the lists with this id, and those without."""
        if name not in self.undecided:
            yield self
            return
        rest = replace(self, undecided=self.undecided - {name})
        if self.most > 0:
            with_it = rest.picked | {name}
            yield replace(rest, picked=with_it, least=max(0, self.least - 1), most=self.most - 1)
        if rest.unknown >= self.least:
            yield replace(rest, most=min(self.most, rest.unknown))

    def by_count(self) -> Iterator["Picks"]:
        """Apart: the lists of each length."""
        return (replace(self, least=count, most=count) for count in range(self.least, self.most + 1))

    def told_apart_by(self, ids: Collection[str], *, counted: bool) -> "Picks":
        """The same for whoever looks only at these ids, and at the length only if that is `counted`."""
        named, undecided = self.picked.intersection(ids), self.undecided.intersection(ids)
        others = self.others + len(self.undecided) - len(undecided)
        more = self.more + len(self.picked) - len(named)
        if counted:
            return Picks(named, undecided, others, self.least, self.most, more)
        least = 0 if others >= self.least or not undecided else self.least
        others = others if least else 0  # else they say nothing about the rest
        return Picks(named, undecided, others, least, min(self.most, len(undecided) + others))

    def example(self, order: Collection[str]) -> list[str]:
        """One of the lists, where it is decided whatever one looks at; `order` is that of the ids."""
        known = (
            sorted(self.picked, key=list(order).index) if self.picked <= set(order) else sorted(self.picked)
        )
        return [*known, *[ANOTHER] * (self.more + self.least)]

    @property
    def unknown(self) -> int:
        """How many ids may be in or not."""
        return len(self.undecided) + self.others


def picks_of(ids: Collection[str], least: int, most: int) -> Picks:
    """All lists of so many of the ids."""
    return Picks(undecided=frozenset(ids), least=least, most=min(most, len(ids)))
