"""Words are scored beside everything else, and nothing waits for a thread that still loads what it needs."""

import asyncio
import subprocess
import sys

import pytest

from bot.scoring import Scorer
from flows.sentiment import score_text

ENDS_MEANWHILE = """
import asyncio, threading
from bot.scoring import Scorer

async def end_soon():
    loading = asyncio.create_task(Scorer().load())
    while "score" not in names():
        await asyncio.sleep(0)

def names():
    return [thread.name for thread in threading.enumerate()]

asyncio.run(end_soon())
print(*names())
"""


async def test_texts_are_scored_each_for_itself() -> None:
    scorer, texts = Scorer(), ("The courier was very rude", "A lovely mug", "")
    moods = await asyncio.gather(*(scorer.score(text, "en") for text in texts))
    assert moods == [score_text(text, "en") for text in texts]


async def test_who_waits_hears_of_a_fault() -> None:
    with pytest.raises(TypeError):
        await Scorer().score(None, "en")  # type: ignore[arg-type]  # any fault would do


def test_the_program_can_end_while_it_loads() -> None:
    command = (sys.executable, "-c", ENDS_MEANWHILE)
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["MainThread", "score"]
    assert ended.stderr == ""
