"""Real threads that start together."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

ResultT = TypeVar("ResultT")


def race(*works: Callable[[], ResultT]) -> list[ResultT]:
    """Runs all works at the same time, each in a thread of its own; their results in order.

    Raises what the first failed work raised, once all have ended.
    """
    barrier = Barrier(len(works))

    def after_the_others(work: Callable[[], ResultT]) -> ResultT:
        barrier.wait(timeout=60)
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        racing = [pool.submit(after_the_others, work) for work in works]
    return [future.result() for future in racing]
