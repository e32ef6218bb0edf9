"""Counts what became of the rows of a file, and says it in a few lines."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from bot.cli.importing import Fate, Imported, Outcome
from bot.purchases.csv_rows import BadLine, LeftOut

_MOST_REASONS = 20
_LINES_SHOWN = 3


@dataclass(slots=True)
class Reasons:
    """How often each reason came up, and the first lines where."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, reason: str, number: int) -> None:
        self.counts[reason] += 1
        if len(self.lines[reason]) < _LINES_SHOWN:
            self.lines[reason].append(number)

    def tell(self, title: str) -> Iterator[str]:
        if self.counts:
            yield f"{title}:"
        for reason, count in self.counts.most_common(_MOST_REASONS):
            yield f"{count:>9,}  {reason} ({_places(self.lines[reason], count)})"
        if len(self.counts) > _MOST_REASONS:
            yield f"{'':>9}  … and {len(self.counts) - _MOST_REASONS} other reasons"


@dataclass(slots=True)
class Tally:
    """Rows by what became of them; every row is counted once."""

    fates: Counter[Fate | None] = field(default_factory=Counter)
    left_out: Reasons = field(default_factory=Reasons)
    bad: Reasons = field(default_factory=Reasons)
    free: Reasons = field(default_factory=Reasons)

    @property
    def rows(self) -> int:
        return self.fates.total() + self.left_out.counts.total() + self.bad.counts.total()

    def add(self, outcome: Outcome) -> None:
        match outcome:
            case Imported():
                self.fates[outcome.fate] += 1
                if not outcome.event.purchase.total.amount:
                    self.free.add("imported with a total of 0", outcome.number)
            case LeftOut():
                self.left_out.add(outcome.reason, outcome.number)
            case BadLine():
                self.bad.add(outcome.reason, outcome.number)
            case _:
                assert_never(outcome)

    def tell(self) -> Iterator[str]:
        """The summary, line by line."""
        fates, unchanged = self.fates, self.fates[None]
        yield (
            f"{fates.total() - unchanged:,} imported, {unchanged:,} unchanged, "
            f"{self.left_out.counts.total():,} left out, {self.bad.counts.total():,} wrong: "
            f"{self.rows:,} rows."
        )
        yield (
            f"Of the imported, {fates[Fate.DUE] + fates[Fate.PLANNED]:,} start a survey "
            f"({fates[Fate.DUE]:,} now, {fates[Fate.PLANNED]:,} later), {fates[Fate.TOO_OLD]:,} are too old "
            f"for one (outreach.max_age), {fates[Fate.NO_TOUCHPOINT]:,} have no touchpoint."
        )
        yield from self.left_out.tell("Left out by the source's `only`")
        yield from self.bad.tell("Wrong, and not imported")
        yield from self.free.tell("Worth a look")


def _places(numbers: list[int], count: int) -> str:
    lines = ", ".join(map(str, numbers))
    return f"line {lines}" if count == 1 else f"lines {lines}{', …' if count > len(numbers) else ''}"
