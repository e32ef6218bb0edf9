"""Reads single cells of a CSV file: amounts, moments, items, tags.

Files come from people and from shops of many countries. What can mean one thing only is understood, what can
mean two is refused rather than guessed. A refusal is a `ValueError` in plain words.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"-?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),[0-9]{1,2}")
_THOUSANDS_COMMA = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+")
_BLANKS_IN_NUMBERS = str.maketrans({" ": None, "\u00a0": None, "\u202f": None, "'": None, "\u2212": "-"})

_OFFSET_APART = re.compile(r"\s+(?:(?P<offset>[+-][0-9]{2}:?[0-9]{2})|(?:UTC|GMT|Z))$")
_ITEM = re.compile(r"([0-9]{1,7})\s*[xX×]\s+(\S.*)")
_LONGEST_NAME = 200


def read_amount(text: str) -> Decimal:
    """`49.90`, and what leaves no doubt: `49,90`, `1.234,50`, `1,234.50`. `1,234` may mean two things."""
    number = text.translate(_BLANKS_IN_NUMBERS)
    if _DECIMAL_COMMA.fullmatch(number):
        number = number.replace(".", "").replace(",", ".")
    elif _THOUSANDS_COMMA.fullmatch(number):
        number = number.replace(",", "")
    if not _PLAIN.fullmatch(number):
        raise ValueError('must be an amount such as "49.90"')
    amount = Decimal(number)
    if amount < 0:
        raise ValueError("is negative: a credit note or a correction is no purchase")
    return amount


def read_moment(text: str, zone: ZoneInfo | None) -> datetime:
    """A date, or a date and time, in UTC; without an offset it is local time in `zone`.

    Local times that the clocks skip in spring count with the offset from before, so 02:30 becomes 03:30; of a
    time that comes twice in autumn, the first is meant (both as PEP 495 has it for `fold=0`). A date is its
    midnight.
    """
    try:
        moment = datetime.fromisoformat(_OFFSET_APART.sub(_joined, text))
        if moment.tzinfo is None and zone is None:
            raise _NoOffset
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except _NoOffset:
        raise ValueError("has no offset, and the source has no timezone") from None
    except (ValueError, OverflowError):
        raise ValueError('must be a date and time such as "2027-03-01 10:00:00"') from None


class _NoOffset(Exception):
    pass


def _joined(offset: re.Match[str]) -> str:
    return offset["offset"] or "+00:00"


def read_items(text: str) -> list[dict[str, Any]]:
    """`2 x Blue mug; 1 x Tray`; without a number it is one. Names that are too long to be shown are cut."""
    return [_item(part.strip()) for part in text.split(";") if part.strip()]


def _item(text: str) -> dict[str, Any]:
    counted = _ITEM.fullmatch(text)
    quantity, name = (int(counted[1]), counted[2]) if counted else (1, text)
    return {
        "quantity": quantity,
        "name": name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…",
    }


def read_tags(text: str) -> list[str]:
    return [tag.strip() for tag in text.split(";") if tag.strip()]
