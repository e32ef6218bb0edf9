"""`riscontro run`: the program itself, until it is told to stop."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile


def run(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Receives, asks, answers and sends, until SIGTERM or Ctrl-C."""
    with _for_good():
        from bot.cli.reports import load_whole_or_exit

        loaded, whole = load_whole_or_exit(config)
        from bot.cli.serving import serve
        from bot.reloading import Source

        source = Source(config, os.environ, whole.looked_at)
    raise typer.Exit(serve(loaded, source=source))


@contextmanager
def _for_good() -> Iterator[None]:
    """What is loaded here stays. The garbage collector, which would look through it again and again, rests
    meanwhile and leaves it out afterwards: that is a tenth of the start, and of its pauses later on.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
