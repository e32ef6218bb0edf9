"""The replicas of the program: one on SQLite, two on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tests.simulation.program import Program


@dataclass(frozen=True)
class Replicas:
    programs: Sequence[Program]

    async def start(self) -> list[Program]:
        """Starts all that were killed or never started, and returns them."""
        down = [program for program in self.programs if not program.is_running]
        for program in down:
            await program.start()
        return down

    async def listen(self) -> None:
        for program in self.programs:
            await program.listens()

    async def live_for(self, seconds: float) -> None:
        """Raises `ProgramEnded` if one of them ends by itself meanwhile."""
        for program in self.programs:
            await program.lives_for(seconds / len(self.programs))

    async def stop(self) -> list[int]:
        return [await program.stop() for program in self.programs]

    async def close(self) -> None:
        for program in self.programs:
            await program.close()

    def an_address(self, random: Random) -> str | None:
        """Of one that listens, if there is one."""
        known = [program.address for program in self.programs if program.address is not None]
        return random.choice(known) if known else None

    def some(self, random: Random) -> list[Program]:
        """One, or all of them."""
        return list(self.programs) if random.random() < _ALL else [random.choice(self.programs)]

    @property
    def log(self) -> list[str]:
        return [line for program in self.programs for line in program.log]


_ALL = 0.25
"""The share of kills that hit every replica at once."""
