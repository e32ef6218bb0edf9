"""What a failed call to Slack means for a letter: try again later, look whether it arrived, or give up. Pure.

Error codes: the reference pages of `chat.postMessage`, `chat.update`, `conversations.history` and
`files.completeUploadExternal`. Slack says of `internal_error` and `fatal_error` that parts may be done.
"""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientResponseError, ConnectionTimeoutError
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.ports import Delivery, GiveUp, RetryAt, Unknown


class NoSuchChannel(Exception):
    """The app sees no channel of that name."""


CallFailure = (SlackClientError, ClientError, TimeoutError, OSError, NoSuchChannel)
"""Everything that a call to Slack raises for what happened outside."""

_SOON = timedelta(seconds=10)
_AFTER_REPAIR = timedelta(minutes=1)
_RATE_LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_AT_TIMES = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})
_UNSURE = frozenset({"internal_error", "fatal_error", "request_timeout", "unreadable"})
_UNAVAILABLE = "service_unavailable"
_PASSING = _RATE_LIMITED | _UNSURE | {_UNAVAILABLE}
_NO_SCOPE = "missing_scope"
_TOKEN_TROUBLE = frozenset(
    {
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    }
)
_ADVICE = {
    "channel_not_found": "the app sees no channel {channel}: create it, or invite the app to it",
    "not_in_channel": "the app is not in {channel}: invite it there",
    "is_archived": "{channel} is archived: unarchive it, or name another channel in the config",
    "restricted_action": "the workspace does not let the app post in {channel}",
    "restricted_action_read_only_channel": "{channel} is read-only for the app",
    "message_not_found": "the message was deleted in Slack",
    "thread_not_found": "the card of this thread was deleted in Slack",
    "cant_update_message": "the message is not the app's own",
    "edit_window_closed": "the workspace does not let messages be changed so late",
}


def read_failure(error: Exception, channel: str, now: datetime) -> Delivery:
    """What to do about an exception of slack_sdk's client, one of `CallFailure`."""
    match error:
        case SlackApiError():
            return _read_refusal(error, channel, now)
        case NoSuchChannel():
            return GiveUp(_ADVICE["channel_not_found"].format(channel=channel), place_gone=True)
        case ClientConnectorError() | ConnectionTimeoutError():
            return RetryAt(now + _SOON, "Slack cannot be reached")
        case _:
            return Unknown(f"Slack's answer was lost: {_describe(error)}")


def is_refused(error: Exception) -> bool:
    """Whether Slack understood the call and does not grant it, a minute later as little as now.

    Of a letter itself `read_failure` decides. This is for calls that it can do without.
    """
    match error:
        case NoSuchChannel():
            return True
        case SlackApiError():
            return not _may_pass(read_code(error), _read_status(error))
        case ClientResponseError():
            return not _may_pass("", error.status)
        case _:
            return False


def read_pause(error: Exception) -> timedelta:
    """How long Slack asks to wait before the next call of the same kind; zero where it says nothing."""
    if isinstance(error, SlackApiError) and _is_rate_limited(read_code(error), _read_status(error)):
        return _read_retry_after(error)
    return timedelta(0)


def describe_failure(error: Exception) -> str:
    """In words for the health page, the log and notes; holds no token."""
    match error:
        case SlackApiError() if read_code(error) == _NO_SCOPE:
            return f"the app lacks a permission in Slack: {_read_needed(error)}"
        case SlackApiError():
            return f"Slack answered {read_code(error)}"
        case ClientResponseError():
            return f"Slack did not take it (HTTP {error.status})"
        case ClientConnectorError() | ConnectionTimeoutError():
            return "Slack cannot be reached"
        case _:
            return f"Slack did not answer: {_describe(error)}"


def read_code(error: SlackApiError) -> str:
    """Slack's error code; `unreadable` where the answer was no JSON, as from a gateway between."""
    data: Any = getattr(error.response, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    return code if isinstance(code, str) else "unreadable"


def _is_rate_limited(code: str, status: int) -> bool:
    return status == HTTPStatus.TOO_MANY_REQUESTS or code in _RATE_LIMITED


def _may_pass(code: str, status: int) -> bool:
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return status in _AT_TIMES
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in _PASSING


def _read_refusal(error: SlackApiError, channel: str, now: datetime) -> Delivery:
    code, status = read_code(error), _read_status(error)
    if _is_rate_limited(code, status):
        return RetryAt(now + _read_retry_after(error), "Slack asks to slow down", everything=True)
    if code in _TOKEN_TROUBLE:
        return RetryAt(now + _AFTER_REPAIR, f"Slack refuses the app's token: {code}", everything=True)
    if code == _NO_SCOPE:
        return RetryAt(now + _AFTER_REPAIR, f"the app lacks a permission in Slack: {_read_needed(error)}")
    if code == _UNAVAILABLE:
        return RetryAt(now + _SOON, "Slack is unavailable")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in _UNSURE:
        return Unknown(f"Slack failed: {code} (HTTP {status})")
    reason = _ADVICE.get(code, "Slack refused it: {code}").format(channel=channel, code=code)
    return GiveUp(reason, place_gone=code in _ADVICE)


def _read_status(error: SlackApiError) -> int:
    """slack_sdk puts its own response into the exception, or for an unreadable body aiohttp's."""
    response: Any = error.response
    status = getattr(response, "status_code", None) or getattr(response, "status", None)
    return status if isinstance(status, int) else 0


def _read_retry_after(error: SlackApiError) -> timedelta:
    headers: Any = getattr(error.response, "headers", {})
    try:
        return timedelta(seconds=max(1, int(headers.get("Retry-After", "30"))))
    except (ValueError, OverflowError):
        return timedelta(seconds=30)


def _read_needed(error: SlackApiError) -> str:
    data: Any = getattr(error.response, "data", {})
    return str(data.get("needed", "see the manifest")) if isinstance(data, dict) else "see the manifest"


def _describe(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
