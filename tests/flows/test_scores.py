"""NPS, CSAT and CES against their definitions."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.scores import Ces, Csat, Nps, ces, csat, nps


def test_nps_is_promoters_minus_detractors() -> None:
    assert nps([10, 9, 9, 8, 7, 6, 0, 10]) == Nps(25.0, promoters=4, passives=2, detractors=2, answered=8)


def test_csat_is_the_share_of_the_two_best() -> None:
    assert csat([5, 4, 3, 1]) == Csat(0.5, satisfied=2, answered=4)


def test_ces_is_the_share_of_easy_and_the_mean() -> None:
    assert ces([7, 5, 4, 2]) == Ces(0.5, mean=4.5, easy=2, answered=4)


def test_no_answers_are_not_zero() -> None:
    assert nps([]) == Nps(None, 0, 0, 0, 0)
    assert csat([]) == Csat(None, 0, 0)
    assert ces([]) == Ces(None, None, 0, 0)


@pytest.mark.parametrize(
    ("measure", "values", "message"),
    [
        (nps, [11], "NPS goes from 0 to 10, not 11"),
        (nps, [-1], "NPS goes from 0 to 10, not -1"),
        (csat, [0], "CSAT goes from 1 to 5, not 0"),
        (csat, [6], "CSAT goes from 1 to 5, not 6"),
        (ces, [0], "CES goes from 1 to 7, not 0"),
        (ces, [8], "CES goes from 1 to 7, not 8"),
    ],
)
def test_an_answer_off_the_scale_is_refused(
    measure: Callable[[list[int]], object], values: list[int], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        measure(values)


@given(st.lists(st.integers(0, 10), min_size=1))
def test_nps_turns_around_with_its_groups(values: list[int]) -> None:
    result = nps(values)

    assert result.promoters + result.passives + result.detractors == result.answered == len(values)
    assert result.score is not None
    assert -100 <= result.score <= 100
    assert (result.score > 0) is (result.promoters > result.detractors)


@given(st.lists(st.integers(1, 5), min_size=1), st.integers(1, 5))
def test_csat_never_falls_by_a_satisfied_answer(values: list[int], one_more: int) -> None:
    before, after = csat(values).score, csat([*values, one_more]).score

    assert before is not None
    assert after is not None
    assert (after >= before) if one_more >= 4 else (after <= before)
