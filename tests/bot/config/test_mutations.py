"""Hundreds of mistakes, made systematically: each is found with its place and a hint, or changes nothing.

Never a traceback, never much work: calls of functions are counted, for machines may be slow.
"""

import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.config import Finding, load_config
from bot.config.schema import config_schema
from tests.bot.config.mutating import Mutation, explode, include, mutate
from tests.bot.config.planting import SECRETS, WHOLE, Desk

ROOT = Path(__file__).parents[3]

EXAMPLE = (ROOT / "config.example.toml").read_text(encoding="utf-8")

MUTATIONS = dict([*mutate("example", EXAMPLE), *mutate("short", WHOLE), *explode(WHOLE), *include(WHOLE)])

VALIDATOR = Draft202012Validator(config_schema())

MOST_CALLS = 8_000_000
"""Of functions, of Python and of C; the example as it is takes some 60,000."""


def test_there_are_more_than_two_hundred() -> None:
    assert len(MUTATIONS) > 300


@pytest.mark.parametrize("name", MUTATIONS)
def test_mutation(name: str, desk: Desk) -> None:
    mutation = MUTATIONS[name]
    path = desk.folder / "config.toml"
    path.write_bytes(mutation.content)
    mutation.prepare(desk.folder)
    with limited_work():
        loaded = load_config(path, SECRETS)
    assert (loaded.config is None) == bool(loaded.errors)
    assert loaded.problems or not mutation.is_wrong
    for finding in loaded.problems:
        check_place(finding, mutation)
        check_words(finding)
    if loaded.config is not None:
        check_schema_agrees(mutation)


class TooMuchWork(BaseException):
    """Not to be taken for an error of what is being tried."""


@contextmanager
def limited_work(calls: int = MOST_CALLS) -> Iterator[None]:
    """Raises `TooMuchWork` after so many calls."""
    left = calls

    def count(_: FrameType, event: str, __: Any) -> None:
        nonlocal left
        left -= event in {"call", "c_call"}
        if left < 0:
            raise TooMuchWork

    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)


def check_place(finding: Finding, mutation: Mutation) -> None:
    assert finding.file
    assert finding.line >= 1
    assert finding.column >= 1
    if finding.file.endswith("/config.toml"):
        text = mutation.content[:2_000_000].decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
        lines = text.split("\n")
        assert finding.line <= len(lines) + 1
        assert finding.column <= len(lines[min(finding.line, len(lines)) - 1]) + 2
        assert finding.excerpt in {None, *lines}


def check_words(finding: Finding) -> None:
    assert finding.message.isprintable()
    assert len(finding.message) < 1_000
    assert finding.hint.strip()
    assert all(line.isprintable() for line in finding.hint.split("\n"))


def check_schema_agrees(mutation: Mutation) -> None:
    """What the program takes, an editor takes."""
    data = tomllib.loads(mutation.content.decode().replace("\r\n", "\n"))
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


def test_work_is_counted(desk: Desk) -> None:
    path = desk.write(WHOLE)
    with pytest.raises(TooMuchWork), limited_work(1_000):
        load_config(path, SECRETS)
