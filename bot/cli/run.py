"""`riscontro run`: the program itself, until it is told to stop."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile


def run(config: ConfigFile = DEFAULT_CONFIG) -> None:
    """Receives, asks, answers and sends, until SIGTERM or Ctrl-C.

    Where the configuration is not right any more, it goes on with the one that is in force, as long as it is
    known how to reach Telegram, Slack and the database.
    """
    with _for_good():
        from bot.cli.reports import load_connections_or_exit

        connections, loaded = load_connections_or_exit(config)
        from bot.cli.serving import serve
        from bot.reloading import Source

        watched = loaded.looked_at or frozenset({config})
        source = Source(config, os.environ, watched, is_right=loaded.config is not None)
    raise typer.Exit(serve(connections, source=source))


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
