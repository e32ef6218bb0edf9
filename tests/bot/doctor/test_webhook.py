"""Whether Telegram delivers to us is told from what it says of the webhook."""

import pytest

from bot.doctor.telegram import judge_webhook
from bot.telegram.wire import WebhookInfo

OURS = "https://feedback.bottegarossi.example"
AT = 1_806_231_600  # 2027-03-28 11:00 UTC


def judge(public_url: str | None = OURS, **said: object) -> list[tuple[bool, str]]:
    info = WebhookInfo.model_validate({"url": "", **said})
    return [(finding.well, finding.sentence) for finding in judge_webhook(info, public_url)]


def test_who_polls_wants_none() -> None:
    assert judge(None) == []
    assert judge(None, url="https://elsewhere.example/") == [
        (False, "a webhook is set, so nothing can be received by polling")
    ]


def test_one_that_leads_to_us_is_well() -> None:
    assert judge(url=f"{OURS}/telegram/abc", pending_update_count=3) == [
        (True, f"Telegram delivers to {OURS}")
    ]


def test_before_the_first_start_there_is_none() -> None:
    assert judge() == [(True, "no webhook is set yet; `riscontro run` sets it")]


@pytest.mark.parametrize("url", ["https://elsewhere.example/", f"{OURS}.evil.example/telegram/abc"])
def test_one_that_leads_elsewhere_takes_our_answers(url: str) -> None:
    assert judge(url=url) == [(False, "the webhook is set to another address than ours")]


def test_deliveries_that_fail_are_told_with_telegrams_reason() -> None:
    def delivered(waiting: int) -> list[tuple[bool, str]]:
        failed = {"last_error_date": AT, "last_error_message": "Connection refused"}
        return judge(OURS, url=f"{OURS}/telegram/abc", pending_update_count=waiting, **failed)

    assert delivered(2) == [
        (False, "2 updates wait at Telegram; the delivery at 11:00 UTC failed: Connection refused")
    ]
    assert delivered(0) == [(True, f"Telegram delivers to {OURS}")]
