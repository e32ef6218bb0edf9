"""Whoever reads the log reads one form: ours, and what libraries say."""

import subprocess
import sys

SAYS = """
import logging, structlog
from bot.cli.serving import prepare_log

prepare_log()
structlog.get_logger().warning("slack.disconnected", reason="it hung up")
logging.getLogger("slack_sdk.socket_mode").error("Failed to receive:\\n %s", "TimeoutError")
logging.getLogger("slack_sdk.socket_mode").info("nothing to see")
"""


def test_every_event_is_one_line_of_the_same_form() -> None:
    said = subprocess.run((sys.executable, "-c", SAYS), capture_output=True, text=True, check=True)
    ours, theirs = said.stdout.splitlines()
    assert ours.endswith("level='warning' event='slack.disconnected' reason='it hung up'")
    assert theirs.endswith(r"level='error' event='Failed to receive:\n TimeoutError'")
    assert [line.partition("=")[0] for line in (ours, theirs)] == ["timestamp"] * 2
    assert said.stderr == ""
