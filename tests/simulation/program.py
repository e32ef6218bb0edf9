"""The real program as the operating system sees it: started, heard, killed."""

import asyncio
import os
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL, SIGTERM, Signals

_LISTENS = re.compile(rb"Riscontro listens on (\S+)")
_STARTS_WITHIN_S = 60
_STOPS_WITHIN_S = 10
_ROOT = Path(__file__).parents[2]


class ProgramEnded(AssertionError):
    """The program ended by itself. Holds its last words."""


class Program:
    """`python -m bot run`, one process at a time. `address` is where it listens, None while it does not."""

    def __init__(
        self,
        config_file: Path,
        environment: Mapping[str, str],
        module: Sequence[str] = ("bot", "run", "--config"),
    ) -> None:
        """`module` is what runs in it, with the arguments before the name of the configuration file."""
        self._command = (sys.executable, "-m", *module, str(config_file))
        self._environment = {**os.environ, **environment}
        self._process: asyncio.subprocess.Process | None = None
        self._hearing: asyncio.Task[None] | None = None
        self._listening = asyncio.Event()
        self._is_killed = False
        self.log: list[str] = []
        self.address: str | None = None

    @property
    def is_running(self) -> bool:
        """Also while it starts; not from the moment it is killed."""
        return self._process is not None and not self._is_killed

    @property
    def pid(self) -> int:
        return self._running()[0].pid

    async def start(self) -> None:
        """Returns as soon as there is a process."""
        self._listening.clear()
        self._is_killed = False
        self._process = await asyncio.create_subprocess_exec(
            *self._command,
            cwd=_ROOT,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._hearing = asyncio.create_task(self._hear(self._process))

    async def listens(self) -> None:
        """Waits until it says where it listens. Raises `ProgramEnded` if it ends instead."""
        process, hearing = self._running()
        listening = asyncio.create_task(self._listening.wait())
        await asyncio.wait(
            {listening, hearing}, timeout=_STARTS_WITHIN_S, return_when=asyncio.FIRST_COMPLETED
        )
        listening.cancel()
        if not self._listening.is_set():
            raise ProgramEnded(f"exit code {process.returncode}:\n" + "\n".join(self.log[-40:]))

    async def lives_for(self, seconds: float) -> None:
        """Raises `ProgramEnded` if it ends by itself within that time."""
        process, hearing = self._running()
        done, _ = await asyncio.wait({hearing}, timeout=seconds)
        if done:
            raise ProgramEnded(f"exit code {process.returncode}:\n" + "\n".join(self.log[-40:]))

    def kill(self) -> None:
        """SIGKILL, once for each process: nothing of it runs any more.

        A second signal could meet another process of the same number, and would take the exit code away from
        asyncio (`Popen.send_signal` asks for it first).
        """
        process, _ = self._running()
        if not self._is_killed:
            self._is_killed = True
            with suppress(ProcessLookupError):
                process.send_signal(SIGKILL)

    def signal(self, signal: Signals) -> None:
        """Any other signal, such as those that put the process to sleep and wake it."""
        self._running()[0].send_signal(signal)

    async def killed(self) -> None:
        """Waits until the operating system has taken it away. Raises `ProgramEnded` if it ended otherwise."""
        code = await self._ended()
        if code != -SIGKILL:
            raise ProgramEnded(f"exit code {code}:\n" + "\n".join(self.log[-40:]))

    async def stop(self) -> int:
        """Asks it to stop, as a service manager does; returns its exit code. Who does not stop is killed."""
        with suppress(ProcessLookupError):
            self.signal(SIGTERM)
        return await self.stopped()

    async def stopped(self) -> int:
        """Waits for the end of a process that was asked to stop; returns its exit code."""
        process, _ = self._running()
        try:
            async with asyncio.timeout(_STOPS_WITHIN_S):
                return await process.wait()
        except TimeoutError:
            self.kill()
        return await self._ended()

    async def close(self) -> None:
        """Leaves no process behind, whatever happened."""
        if self._process is not None and self._process.returncode is None:
            self.kill()
            await self._ended()

    def _running(self) -> tuple[asyncio.subprocess.Process, asyncio.Task[None]]:
        assert self._process is not None, "the program was not started"
        assert self._hearing is not None
        return self._process, self._hearing

    async def _ended(self) -> int:
        process, hearing = self._running()
        code = await process.wait()
        await hearing
        return code

    async def _hear(self, process: asyncio.subprocess.Process) -> None:
        """Reads what it says until it is dead."""
        assert process.stdout is not None
        async for line in process.stdout:
            self.log.append(line.decode(errors="replace").rstrip())
            if found := _LISTENS.search(line):
                self.address = found[1].decode()
                self._listening.set()
        self.address = None
