"""A right that one process has at a time, asked for without holding up the event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from storage.database import Database
from storage.exclusive import Exclusive


class Right:
    """On a thread of its own, since the lock belongs to one connection. It ends with this object."""

    def __init__(self, database: Database, name: str) -> None:
        self._right = Exclusive(database, name)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)

    async def hold(self) -> bool:
        """Takes the right or makes sure of it; False while somebody else has it."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._right.hold)

    async def release(self) -> None:
        """Leaves it to others; it may be taken again."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._right.release)
