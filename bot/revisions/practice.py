"""The part of the configuration that is versioned, as it is stored and as it comes back."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from bot.config import Config

PARTS = ("business", "outreach", "touchpoints", "flows", "complaints", "sla", "phrases", "migrate")
"""Sections of the configuration; all others are connections."""

Practice = dict[str, Any]


def practice_of(config: Config) -> Practice:
    """The versioned part, as JSON can hold it."""
    return config.model_dump(mode="json", include=set(PARTS))


def digest_of(practice: Practice) -> str:
    """The same for the same practice, whatever the order of its keys."""
    return sha256(json.dumps(practice, sort_keys=True).encode()).hexdigest()


def with_practice(config: Config, practice: Mapping[str, Any]) -> Config:
    """The connections of `config` with this practice in force."""
    stored = _Stored.model_validate_json(json.dumps(practice))
    return config.model_copy(update={part: getattr(stored, part) for part in PARTS})


class _Stored(Config):
    """A practice alone, read back; a part that an older version did not know has its default."""

    telegram: Any = None
    slack: Any = None
