"""No kill at any moment loses an answer, or makes two of a ticket or card."""

from pathlib import Path
from time import monotonic

import pytest

from tests.simulation.checks import find_faults
from tests.simulation.figures import count
from tests.simulation.simulation import Plan, a_simulation

FEW = 4


@pytest.fixture
def plan(request: pytest.FixtureRequest) -> Plan:
    """The options are known only where this folder is named on the command line."""
    kills: int | None = request.config.getoption("--kills", None)
    seed: int = request.config.getoption("--seed", 1)
    if kills is None:
        return Plan(FEW, seed)
    return Plan(
        kills,
        seed,
        waits_out_leases=True,
        patience_s=300,
        drains_within_s=300,
        customers=3 * kills,
        at_one_time=15,
    )


async def test_kills_lose_nothing_and_double_nothing(tmp_path: Path, database_url: str, plan: Plan) -> None:
    begun = monotonic()
    async with a_simulation(tmp_path, database_url, plan) as simulation:
        evidence = await simulation.runs()
        figures = count(simulation, evidence, monotonic() - begun)
        print(f"\n{database_url.partition(':')[0]}\n{figures}")  # noqa: T201 - shown by -s
        faults = find_faults(evidence)
        (tmp_path / "program.log").write_text("\n".join(simulation.program.log))
        assert not faults, "\n".join([f"{len(faults)} faults", *faults, str(figures)])
