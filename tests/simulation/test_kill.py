"""No kill at any moment loses an answer, or makes two of a ticket or card."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from tests.simulation.checks import find_faults
from tests.simulation.figures import count
from tests.simulation.simulation import Kind, Plan, a_simulation

FEW = 3
KILLS_IN_A_WORLD = 25
"""Worlds grow with time, and several can be simulated beside each other."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One small world on each database, or as many as are needed for the kills that were asked for.

    The options are known only where this folder is named on the command line.
    """
    ask = metafunc.config.getoption
    kills: dict[Kind, int | None] = {
        "sqlite": ask("--kills", None),
        "postgresql": ask("--replica-kills", None),
    }
    seed: int = ask("--seed", 1)
    if set(kills.values()) == {None}:
        plans = [Plan(kind, FEW, seed) for kind in kills]
    else:
        plans = [plan for kind, number in kills.items() for plan in _worlds(kind, number or 0, seed)]
    metafunc.parametrize("plan", plans, ids=[f"{plan.kind} {plan.seed}" for plan in plans])


def _worlds(kind: Kind, kills: int, seed: int) -> list[Plan]:
    """As many as hold so many kills, each with a seed of its own."""
    shares = [KILLS_IN_A_WORLD] * (kills // KILLS_IN_A_WORLD) + [kills % KILLS_IN_A_WORLD]
    return [
        Plan(
            kind,
            share,
            seed + number,
            patience_s=300,
            drains_within_s=300,
            customers=3 * share,
            at_one_time=15,
        )
        for number, share in enumerate(shares)
        if share
    ]


@pytest.fixture
def database_url(request: pytest.FixtureRequest, plan: Plan) -> str:
    """The URL of an empty database of the plan's kind."""
    url: str = request.getfixturevalue(f"{plan.kind}_url")
    return url


async def test_kills_lose_nothing_and_double_nothing(
    tmp_path: Path, database_url: str, plan: Plan, record_property: Callable[[str, object], None]
) -> None:
    begun = monotonic()
    async with a_simulation(tmp_path, database_url, plan) as simulation:
        evidence = await simulation.runs()
        figures = count(simulation, evidence, monotonic() - begun)
        record_property("figures", str(figures))
        (tmp_path / "program.log").write_text("\n".join(simulation.replicas.log))
        faults = find_faults(evidence)
        assert not faults, "\n".join([f"{len(faults)} faults", *faults, str(figures)])
