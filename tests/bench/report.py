"""Runs ours and its baseline in turn, and prints how they compare.

To add a bench, write `tests/bench/<name>.py` with one value called BENCH, and name the module in `__main__`:

    BENCH = Bench(
        name="turn",
        ours=play_ours,                                             # () -> {"µs a turn": 251.0, …}
        baseline=Baseline("python-telegram-bot, in memory", play_theirs),
        goals=(Goal("µs a turn", AtMost(1.5)), Goal("CPU µs a turn")),
    )

`ours` and the baseline's function are functions of a module, without arguments, that return figures by name.
Each is called in a fresh process, so that imports, caches and memory of one are not those of the other; what
they need to warm up they do before they begin to count. Rounds go ours, baseline, ours, baseline…, and the
ratio is the median of the ratios within one round, so that a machine that is busy for a while weighs on both.
A goal is about that ratio, or with `of=Of.OURS` about the figure itself; without a bound it is just printed.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_context
from statistics import median
from typing import assert_never

from rich.console import Console
from rich.table import Table

Figures = Mapping[str, float]
Measurement = Callable[[], Figures]


class Of(StrEnum):
    """What a bound is about."""

    RATIO = "ratio"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class AtMost:
    bound: float
    of: Of = Of.RATIO


@dataclass(frozen=True, slots=True)
class AtLeast:
    bound: float
    of: Of = Of.RATIO


Bound = AtMost | AtLeast


@dataclass(frozen=True, slots=True)
class Goal:
    """`figure` is the name of a figure with its unit, as the measurements return it."""

    figure: str
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    name: str
    measure: Measurement


@dataclass(frozen=True, slots=True)
class Bench:
    """`baseline` may lack a figure, or be none at all: then only ours is printed."""

    name: str
    ours: Measurement
    baseline: Baseline | None
    goals: tuple[Goal, ...]
    rounds: int = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """Medians over the rounds. `ratio` is ours to the baseline's, paired by round."""

    goal: Goal
    ours: float
    baseline: float | None
    ratio: float | None

    @property
    def verdict(self) -> str:
        """`hit` or `missed`, or nothing where there is no bound."""
        if self.goal.bound is None:
            return ""
        value = self.ours if self.goal.bound.of is Of.OURS else self.ratio
        return "hit" if value is not None and _within(self.goal.bound, value) else "missed"


def run_bench(bench: Bench) -> list[Outcome]:
    """All rounds of one bench. Raises what a measurement raises."""
    rounds = [_play_round(bench) for _ in range(bench.rounds)]
    return [judge(goal, rounds) for goal in bench.goals]


def judge(goal: Goal, rounds: Sequence[tuple[Figures, Figures]]) -> Outcome:
    """What the rounds, as (ours, baseline), say about one goal."""
    ours = [mine[goal.figure] for mine, _ in rounds]
    theirs = [other[goal.figure] for _, other in rounds if goal.figure in other]
    if len(theirs) < len(ours):
        return Outcome(goal, median(ours), None, None)
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return Outcome(goal, median(ours), median(theirs), median(ratios))


def print_outcomes(bench: Bench, outcomes: Sequence[Outcome], console: Console) -> None:
    against = f" against {bench.baseline.name}" if bench.baseline else ""
    table = Table(title=f"{bench.name}{against}, {bench.rounds} rounds", title_justify="left")
    for heading in ("figure", "ours", "baseline", "ratio", "target", ""):
        table.add_column(heading, justify="left" if heading in {"figure", ""} else "right")
    for outcome in outcomes:
        numbers = (_number(outcome.ours), _number(outcome.baseline), _number(outcome.ratio))
        table.add_row(outcome.goal.figure, *numbers, _target(outcome.goal.bound), outcome.verdict)
    console.print(table)


def _play_round(bench: Bench) -> tuple[Figures, Figures]:
    ours = _alone(bench.ours)
    return ours, _alone(bench.baseline.measure) if bench.baseline else {}


def _alone(measure: Measurement) -> Figures:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(measure).result()


def _within(bound: Bound, value: float) -> bool:
    match bound:
        case AtMost(bound=most):
            return value <= most
        case AtLeast(bound=least):
            return value >= least
        case _:
            assert_never(bound)


def _target(bound: Bound | None) -> str:
    match bound:
        case None:
            return ""
        case AtMost(bound=number, of=of):
            return f"{of} ≤ {number:g}"
        case AtLeast(bound=number, of=of):
            return f"{of} ≥ {number:g}"
        case _:
            assert_never(bound)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.3g}" if abs(value) < 100 else f"{value:,.0f}"
