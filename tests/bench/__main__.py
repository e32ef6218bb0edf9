"""`python -m tests.bench [name …]`: how fast the program is, against what else one could use."""

import sys
from importlib import import_module

from rich.console import Console

from tests.bench.report import Bench, print_outcomes, run_bench

MODULES = ("turn", "turn_postgresql", "timers", "memory", "start", "outgoing", "card", "webhook")


def main(names: list[str]) -> None:
    console = Console()
    for module in names or MODULES:
        bench = find_bench(module)
        print_outcomes(bench, run_bench(bench), console)


def find_bench(module: str) -> Bench:
    """The bench of one module. Not imported above: the process of each measurement imports this module, too,
    and must hold nothing of the other benches.
    """
    bench = import_module(f"tests.bench.{module}").BENCH
    assert isinstance(bench, Bench)
    return bench


if __name__ == "__main__":
    main(sys.argv[1:])
