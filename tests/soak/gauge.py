"""What a process has in hand, as Linux tells it, and whether that grows."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression

MOST_GROWTH_KB = 512.0
"""KiB for 10,000 updates, which is 5 MiB in an hour at 30 updates a second."""

_PER = 10_000


@dataclass(frozen=True, slots=True)
class Sample:
    """After so many `updates`: resident memory in KiB, open files and threads; the database in bytes."""

    updates: int
    memory_kb: int
    files: int
    threads: int
    database_bytes: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """`growth_kb` is the slope of the memory in KiB for 10,000 updates, `files` and `threads` what came on
    top of what there was after the warm-up.
    """

    growth_kb: float
    files: int
    threads: int

    @property
    def is_flat(self) -> bool:
        return self.growth_kb <= MOST_GROWTH_KB and self.files <= _A_FEW and self.threads <= _A_FEW


_A_FEW = 8
"""A pool may not have been full before."""


def measure(process: int, updates: int, database_bytes: int) -> Sample:
    place = Path("/proc") / str(process)
    status = dict(line.split(":", 1) for line in (place / "status").read_text().splitlines())
    return Sample(
        updates=updates,
        memory_kb=int(status["VmRSS"].split()[0]),
        files=len(list((place / "fd").iterdir())),
        threads=int(status["Threads"]),
        database_bytes=database_bytes,
    )


def judge(samples: Sequence[Sample], warm_after: int) -> Verdict:
    """By the samples from `warm_after` updates on, of which there must be two. The line through them is that
    of least squares, so that one sample does not decide.
    """
    warm = [sample for sample in samples if sample.updates >= warm_after]
    slope, _ = linear_regression([s.updates for s in warm], [s.memory_kb for s in warm])
    return Verdict(
        growth_kb=slope * _PER,
        files=warm[-1].files - warm[0].files,
        threads=warm[-1].threads - warm[0].threads,
    )
