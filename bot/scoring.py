"""Reads the mood of words, on threads that are left behind when the program ends.

What reads moods takes up to a second to load, more on a busy machine, and a thread that imports cannot be
told to stop. For a thread of `asyncio.to_thread` the program would wait at its end.
"""

import asyncio
from concurrent.futures import Future
from threading import Thread

from flows.sentiment import Mood, score_text


class Scorer:
    """Takes one text at a time: side by side it would be no faster, and the first would load all twice."""

    def __init__(self) -> None:
        self._free = asyncio.Lock()

    async def load(self) -> None:
        """Loads now what else the first words would wait for."""
        await self.score("The first text of all is read much more slowly than the next", "en")

    async def score(self, text: str, language: str) -> Mood:
        """The mood of a text, where `language` is that of the wording it answers."""
        async with self._free:
            mood: Future[Mood] = Future()
            Thread(target=_score, args=(mood, text, language), name="score", daemon=True).start()
            return await asyncio.wrap_future(mood)


def _score(mood: Future[Mood], text: str, language: str) -> None:
    if not mood.set_running_or_notify_cancel():
        return
    try:
        mood.set_result(score_text(text, language))
    except Exception as error:  # noqa: BLE001 - it is told to whoever waits
        mood.set_exception(error)
