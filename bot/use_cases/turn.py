"""One turn: a transaction, what the program knows, and the moment it happens at. Every use case is given
one.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.use_cases.setup import Setup


@dataclass(frozen=True, slots=True)
class Turn:
    """`now` is UTC, and the same for everything that one turn does."""

    session: Session
    setup: Setup
    now: datetime
