"""How Slack says no: an error code, the explanations beside it, and the HTTP status it travels with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Refusal(Exception):
    """A Web API call that Slack answers with ``{"ok": false, "error": code}``.

    ``messages`` go to ``response_metadata.messages``, where Slack explains blocks and arguments with JSON
    pointers; ``more`` goes to the top level of the answer (``needed``, ``provided`` of ``missing_scope``).
    """

    def __init__(
        self,
        code: str,
        *,
        messages: Iterable[str] = (),
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        self.code = code
        self.messages = tuple(messages)
        super().__init__(code, *self.messages)
        self.status = status
        self.headers = dict(headers or {})
        self.more = dict(more or {})

    def as_json(self) -> dict[str, Any]:
        """Return the body of the answer."""
        body: dict[str, Any] = {"ok": False, "error": self.code, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": list(self.messages)}
        return body


def refuse_arguments(messages: Iterable[str]) -> Refusal:
    """Return the refusal for arguments of the wrong shape, views included."""
    return Refusal("invalid_arguments", messages=messages)
