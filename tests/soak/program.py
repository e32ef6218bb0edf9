"""The program as `riscontro run` runs it, but for the platforms' limits: under them an hour's traffic takes
an hour, whatever the machine can do.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path

from bot.cli.serving import serve
from bot.config import load_config
from bot.relay import PLATFORM_LIMITS

NO_WAITING = {channel: dict.fromkeys(budgets, timedelta(0)) for channel, budgets in PLATFORM_LIMITS.items()}

if __name__ == "__main__":
    loaded = load_config(Path(sys.argv[1]), os.environ)
    assert loaded.config is not None, loaded.problems
    sys.exit(serve(loaded.config, NO_WAITING))
