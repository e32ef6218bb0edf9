"""Makes something odd out of something real: parts of a payload exchanged, or bytes of it damaged.

Seeded and without Hypothesis: tens of thousands of cases go through one database, so that none is ever run
again alone, and nothing could be shrunk. A case is told by its number and its seed instead.
"""

import copy
import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

Json = Any
Path = tuple[str | int, ...]

ODD_TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud83d",
    "half \udc00 a pair",
    "\u202e right to left",
    "e\u0301\u0301\u0301\u0301",
    "👩‍👩‍👧‍👦" * 50,
    "word " * 1500,
    "A" * 70_000,
    "\n\n\t\r",
    "<!channel> <@U0ABC|x> <https://x.example|y>",
    "&lt;b&gt; <b>bold</b> *bold* `code",
    "{{ business.secret }} {% if %} ${7*7}",
    "'; DROP TABLE run; --",
    "../../etc/passwd",
    "/start\n",
    "/start " + "x" * 200,
    "/stop@bottega_rossi_bot",
    "a:1:1:5",
    "a:1:1:change",
    "a:1:2:back",
    "a:1:2:0.1",
    "a:999999999999999999:999999999:5",
    "a:1:1:",
    "l:xx",
    "null",
    "1e400",
    "9" * 400,
    "-1",
    "½",
    "٣",
    "2026-02-30T25:61:00+99:00",
    "9999-12-31T23:59:59Z",
    "0001-01-01T00:00:00+14:00",
    "Europe/Nowhere",
    "EUR",
    "purchase.delivered",
    "private",
    "kicked",
    "block_actions",
    "view_submission",
    "ticket_reply",
    "ticket_claim",
)
ODD_NUMBERS = (
    0,
    1,
    -1,
    2**31,
    2**53,
    2**63 - 1,
    2**63,
    -(2**63) - 1,
    2**64,
    10**400,
    0.1,
    -0.0,
    1e308,
    5e-324,
)
ODD_VALUES: tuple[Json, ...] = (
    *ODD_TEXTS,
    *ODD_NUMBERS,
    *(float("nan"), float("inf"), float("-inf")),
    *(None, True, False, [], {}, [[]], [None], {"": None}, {"id": None}, [{"id": "\x00"}]),
    ["x"] * 3000,
    {f"key {number}": number for number in range(300)},
)
_MOST_CHANGES = 4
_DEEP = 60


def mutate(payload: Json, random: Random) -> Json:
    """A copy with one to four of its parts exchanged, left out, doubled, renamed or put elsewhere."""
    mutant = copy.deepcopy(payload)
    for _ in range(random.randint(1, _MOST_CHANGES)):
        if places := _places(mutant):
            random.choice(_CHANGES)(mutant, random.choice(places), random)
    return mutant


def _places(value: Json, path: Path = ()) -> list[Path]:
    """The paths of everything inside, but the whole."""
    inside: Sequence[tuple[str | int, Json]] = ()
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list) and len(value) < _DEEP:
        inside = list(enumerate(value))
    return [found for step, item in inside for found in ((*path, step), *_places(item, (*path, step)))]


def _owner(payload: Json, path: Path) -> Json:
    for step in path[:-1]:
        payload = payload[step]
    return payload


def _exchange(payload: Json, path: Path, random: Random) -> None:
    _owner(payload, path)[path[-1]] = copy.deepcopy(random.choice(ODD_VALUES))


def _exchange_for_the_same_kind(payload: Json, path: Path, random: Random) -> None:
    value = _owner(payload, path)[path[-1]]
    odd = ODD_TEXTS if isinstance(value, str) else ODD_NUMBERS
    if isinstance(value, str | int | float):
        _owner(payload, path)[path[-1]] = random.choice(odd)


def _leave_out(payload: Json, path: Path, _: Random) -> None:
    del _owner(payload, path)[path[-1]]


def _double(payload: Json, path: Path, _: Random) -> None:
    owner = _owner(payload, path)
    if isinstance(owner, list):
        owner.append(copy.deepcopy(owner[int(path[-1])]))
    else:
        owner[f"{path[-1]} "] = copy.deepcopy(owner[path[-1]])


def _rename(payload: Json, path: Path, random: Random) -> None:
    owner = _owner(payload, path)
    if isinstance(owner, dict):
        owner[random.choice(("", "type", "id", "\x00", "\ud800", "text", "user"))] = owner.pop(path[-1])


def _put_elsewhere(payload: Json, path: Path, random: Random) -> None:
    other = random.choice(_places(payload))
    _owner(payload, path)[path[-1]] = copy.deepcopy(_owner(payload, other)[other[-1]])


def _nest(payload: Json, path: Path, random: Random) -> None:
    owner = _owner(payload, path)
    for _ in range(random.choice((1, 2, 40, _DEEP))):
        owner[path[-1]] = random.choice(([owner[path[-1]]], {"nested": owner[path[-1]]}))


Change = Callable[[Json, Path, Random], None]
_CHANGES: tuple[Change, ...] = (
    _exchange,
    _exchange,
    _exchange_for_the_same_kind,
    _exchange_for_the_same_kind,
    _leave_out,
    _double,
    _rename,
    _put_elsewhere,
    _nest,
)


def write(payload: Json, random: Random) -> bytes:
    """As JSON, spelled in one of its ways. Halves of pairs are escapes, or bytes that are no UTF-8."""
    if random.random() < 0.8:
        return json.dumps(payload).encode()
    return json.dumps(payload, ensure_ascii=False).encode("utf-8", "surrogatepass")


def damage(body: bytes, random: Random) -> bytes:
    """The bytes with one or two places hurt, or all of them."""
    for _ in range(random.randint(1, 2)):
        body = random.choice(_DAMAGES)(body, random.randint(0, len(body)), random)
    return body


Damage = Callable[[bytes, int, Random], bytes]
_DAMAGES: tuple[Damage, ...] = (
    lambda body, at, random: body[:at] + random.randbytes(random.randint(1, 8)) + body[at + 1 :],
    lambda body, at, _: body[:at],
    lambda body, at, random: body[:at] + body[at + random.randint(1, 40) :],
    lambda body, at, _: body[:at] + body,
    lambda body, at, random: body[:at] + bytes([random.randrange(256)]) + body[at + 1 :],
    lambda body, _, random: body.replace(b"{", random.choice((b'{"type":1,', b'{"id":"x","id":"y",')), 2),
    lambda body, _, random: body.replace(b":", b":" + b"[" * random.choice((50, 1_000, 100_000)), 1),
    lambda body, _, random: body.replace(b":", b":" + b'{"a":' * random.choice((50, 5_000)), 1),
    lambda body, _, __: body.replace(b"1", b"1" * 5_000, 1),
    lambda body, _, __: body.replace(b'"', b'"\\ud800', 3),
    lambda body, _, __: body.decode("utf-8", "replace").encode("utf-16"),
    lambda body, _, __: b"\xef\xbb\xbf" + body,
    lambda _, __, random: random.randbytes(random.randint(0, 200)),
    lambda _, __, random: random.choice((b"", b"null", b"[]", b"0", b'"x"', b"NaN", b"\x00", b"{}")),
)
