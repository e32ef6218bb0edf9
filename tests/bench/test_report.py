"""A ratio is taken within each round, and a goal is judged by it or by our own figure."""

import pytest

from tests.bench.report import AtLeast, AtMost, Bound, Figures, Goal, Of, judge


def rounds(*pairs: tuple[float, float]) -> list[tuple[Figures, Figures]]:
    return [({"s": ours}, {"s": theirs}) for ours, theirs in pairs]


def test_a_busy_round_weighs_on_both_and_leaves_the_ratio() -> None:
    outcome = judge(Goal("s", AtMost(1.0)), rounds((1, 2), (10, 20), (1, 2)))
    assert (outcome.ours, outcome.baseline, outcome.ratio) == (1, 2, 0.5)


@pytest.mark.parametrize(
    ("bound", "verdict"),
    [
        (AtMost(0.5), "hit"),
        (AtMost(0.4), "missed"),
        (AtLeast(0.5), "hit"),
        (AtLeast(0.6), "missed"),
        (AtMost(1, Of.OURS), "hit"),
        (AtMost(0.9, Of.OURS), "missed"),
        (None, ""),
    ],
)
def test_a_bound_is_about_the_ratio_or_about_ours(bound: Bound | None, verdict: str) -> None:
    assert judge(Goal("s", bound), rounds((1, 2))).verdict == verdict


def test_a_figure_that_the_baseline_lacks_has_no_ratio() -> None:
    outcome = judge(Goal("s", AtMost(1.0)), [({"s": 1.0}, {})])
    assert (outcome.ours, outcome.baseline, outcome.ratio, outcome.verdict) == (1.0, None, None, "missed")
