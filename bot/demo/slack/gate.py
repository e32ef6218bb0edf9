"""The one place where traffic between the app and the stand-in can be disturbed; the plain gate does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from bot.demo.slack.workspace import Json


class Way(StrEnum):
    """What travels: a Web API call, a file, an answer to a ``response_url``, an envelope."""

    CALL = "call"
    UPLOAD = "upload"
    DOWNLOAD = "download"
    RESPONSE = "response"
    ENVELOPE = "envelope"


@dataclass(frozen=True)
class Passage:
    """One thing on its way; ``name`` is the method, the file id or the envelope type."""

    way: Way
    name: str
    body: Json = field(default_factory=dict)


@dataclass(frozen=True)
class Disturbance:
    """What the app gets instead of the real answer. An envelope is lost, whatever this says."""

    status: int = 500
    body: Json = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


class Gate(Protocol):
    """Asked before and after the effect. None lets pass, waiting delays, ``ConnectionResetError`` cuts."""

    async def before(self, passage: Passage, /) -> Disturbance | None: ...

    async def after(self, passage: Passage, /) -> Disturbance | None: ...


class OpenGate:
    """Lets everything pass."""

    async def before(self, _: Passage, /) -> Disturbance | None:
        """Let the passage begin."""
        return None

    async def after(self, _: Passage, /) -> Disturbance | None:
        """Let the answer through."""
        return None
