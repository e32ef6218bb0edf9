"""The verdict over an hour of traffic, tried on hours that were made up."""

import os
from collections.abc import Sequence

import pytest

from tests.soak.gauge import MOST_GROWTH_KB, Sample, judge, measure


def an_hour(memory_kb: Sequence[float], *, files: int = 30, more_files: int = 0) -> list[Sample]:
    """A sample every 10,000 updates."""
    return [
        Sample(10_000 * number, int(kb), files + number * more_files, 9, 0)
        for number, kb in enumerate(memory_kb)
    ]


def test_memory_that_goes_up_and_down_is_flat() -> None:
    verdict = judge(an_hour([50_000, 99_000, 100_400, 99_800, 100_300, 99_900, 100_200, 100_000]), 10_000)
    assert verdict.is_flat
    assert abs(verdict.growth_kb) < 100


@pytest.mark.parametrize("leak_kb", [MOST_GROWTH_KB + 1, 10 * MOST_GROWTH_KB])
def test_memory_that_grows_steadily_is_not(leak_kb: float) -> None:
    verdict = judge(an_hour([100_000 + leak_kb * number for number in range(11)]), 10_000)
    assert not verdict.is_flat
    assert verdict.growth_kb == pytest.approx(leak_kb, abs=1)


def test_what_is_filled_at_first_does_not_count() -> None:
    assert judge(an_hour([50_000, 90_000, 100_000, 100_000, 100_000]), 20_000).growth_kb == 0


def test_files_that_are_never_closed_are_a_leak_too() -> None:
    assert not judge(an_hour([100_000] * 11, more_files=1), 10_000).is_flat


def test_a_process_is_measured() -> None:
    sample = measure(os.getpid(), 7, 11)
    assert (sample.updates, sample.database_bytes) == (7, 11)
    assert sample.memory_kb > 1000
    assert sample.files > 2
    assert sample.threads > 0
