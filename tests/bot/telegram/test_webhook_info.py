"""An error of Telegram's is trouble while something waits and the error is fresh."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.telegram.webhook_info import find_trouble
from bot.telegram.wire import WebhookInfo

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pending", "ago", "is_trouble"),
    [(0, 1, False), (2, 1, True), (2, 179, True), (2, 181, False), (2, None, False)],
)
def test_an_error_that_is_overcome_is_none(pending: int, ago: int | None, is_trouble: bool) -> None:
    at = None if ago is None else int((NOW - timedelta(seconds=ago)).timestamp())
    info = WebhookInfo(url="https://x.example", pending_update_count=pending, last_error_date=at)
    trouble = find_trouble(info, NOW)
    assert (trouble is not None) is is_trouble
    assert trouble is None or trouble.startswith("2 updates wait at Telegram")
