"""What a mutant is: the program broken on purpose in one place, and the tests that must notice."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parent.parent.parent
CATALOGUE = Path(__file__).with_name("mutants.toml")
_HOUSE = ("bot", "flows", "storage", "tests")
_ASSERTED = re.compile(r"assert |AssertionError|Failed: ")
"""How pytest begins the message of a test whose own assertion did not hold."""
_PATIENCE_S = 240
_OUTER_RUN = re.compile(r"COV|PYTEST|PYTHONDONTWRITEBYTECODE")
"""What the tests around this one have put there. To compile once is quicker than to compile each time."""


@dataclass(frozen=True)
class Edit:
    """In `file` (from the root) the words `old`, which stand there exactly once, become `new`."""

    file: str
    old: str
    new: str

    def fits(self, house: Path) -> bool:
        """When the source no longer says so, the mutant is to be written anew."""
        return (house / self.file).read_text(encoding="utf-8").count(self.old) == 1

    def make(self, house: Path) -> None:
        path = house / self.file
        source = path.read_text(encoding="utf-8")
        path.write_text(source.replace(self.old, self.new), encoding="utf-8")


@dataclass(frozen=True)
class Mutant:
    """`killed_by` are the ids of tests; each is run, and one must fail by an assertion of its own."""

    name: str
    edits: tuple[Edit, ...]
    killed_by: tuple[str, ...]


def read_catalogue() -> tuple[Mutant, ...]:
    listed = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["mutants"]
    return tuple(
        Mutant(
            name=each["name"],
            edits=tuple(Edit(**edit) for edit in each["edits"]),
            killed_by=tuple(each["killed_by"]),
        )
        for each in listed
    )


def copy_house(to: Path) -> None:
    """Everything that the tests need; times stay, so that what is compiled already need not be again."""
    for folder in _HOUSE:
        shutil.copytree(ROOT / folder, to / folder)
    for file in ("pyproject.toml", "config.example.toml"):
        shutil.copy2(ROOT / file, to)


def failures(house: Path, tests: Iterable[str]) -> list[str]:
    """Runs these tests in the house and returns how each that failed says so.

    Raises AssertionError when they cannot be run at all.
    """
    report = house / "report.xml"
    told = subprocess.run(
        [sys.executable, "-m", "pytest", *_OPTIONS, f"--junitxml={report}", *tests],
        cwd=house,
        env={name: value for name, value in os.environ.items() if not _OUTER_RUN.match(name)}
        | {"PYTHONPATH": str(house)},
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
    )
    assert told.returncode in {_ALL_PASSED, _SOME_FAILED}, told.stdout + told.stderr
    found = ET.parse(report).iter("testcase")  # noqa: S314 - written by our own pytest a moment ago
    return [bad.get("message", "") for case in found for bad in case if bad.tag in {"failure", "error"}]


def asserted(failure: str) -> bool:
    """Whether it was the test that said no, and not a name that is missing or a machine that is slow."""
    return _ASSERTED.match(failure) is not None


_OPTIONS = ("-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov")
_ALL_PASSED, _SOME_FAILED = 0, 1
