"""The rules of the house that no linter knows: sizes, names, one clock, a reason for each exception."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE_FOLDERS = ("bot", "flows", "storage")
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 50
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
CLOCK = Path("bot/ports.py")
CLOCK_READINGS = re.compile(
    r"\b(?:datetime\.(?:now|utcnow|today)|date\.today|Instant\.now|time\.time(?:_ns)?)\("
)
BARE_EXCEPTION = re.compile(
    r"#\s*(?:type: ignore(?:\[[^]]*\])?|noqa(?::\s*[A-Z]+\d+(?:[ ,]+[A-Z]+\d+)*)?)\s*$"
)
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:home|root|work|Users|tmp)/[\w.-]+")


def python_files(*folders: str) -> Iterator[Path]:
    """Relative to the repository's root, in order."""
    for folder in folders:
        yield from sorted(path.relative_to(ROOT) for path in (ROOT / folder).rglob("*.py"))


def text_files() -> Iterator[Path]:
    """Every text of the project that is not the test of this very rule, relative to the repository's root."""
    suffixes = {".py", ".md", ".toml", ".yaml", ".html", ".js", ".css", ".mako", ".lock"}
    top = [path for path in ROOT.iterdir() if path.is_file()]
    inside = [
        path for folder in (*SOURCE_FOLDERS, "tests", "docs", ".ci") for path in (ROOT / folder).rglob("*")
    ]
    for path in sorted(top + inside):
        named = (
            path.suffix in suffixes or path.name in {"Makefile", "Dockerfile"} or path.parent.name == ".ci"
        )
        if named and path.is_file() and path != Path(__file__):
            yield path.relative_to(ROOT)


def lines_matching(pattern: re.Pattern[str], path: Path) -> list[str]:
    """Each as `file:line: text`."""
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    return [
        f"{path}:{number}: {line.strip()}" for number, line in enumerate(lines, 1) if pattern.search(line)
    ]


def long_functions(path: Path) -> list[str]:
    """Functions above the limit, each as `file:line: name has n lines`."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    sizes = {node: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions}
    return [
        f"{path}:{node.lineno}: {node.name} has {size} lines"
        for node, size in sizes.items()
        if size > MAX_FUNCTION_LINES
    ]


def refuse(findings: list[str], rule: str) -> None:
    """Fails with the rule and each place that breaks it."""
    if findings:
        pytest.fail("\n  ".join([rule, *findings]), pytrace=False)


def test_no_file_is_too_long() -> None:
    sizes = {
        path: len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path in python_files(*SOURCE_FOLDERS)
    }
    long = [f"{path}: {size} lines" for path, size in sizes.items() if size > MAX_FILE_LINES]
    refuse(long, f"A file has one reason to exist, told in at most {MAX_FILE_LINES} lines:")


def test_no_function_is_too_long() -> None:
    long = [finding for path in python_files(*SOURCE_FOLDERS, "tests") for finding in long_functions(path)]
    refuse(long, f"A function fits on a page of {MAX_FUNCTION_LINES} lines:")


def test_every_file_says_what_it_is_for() -> None:
    vague = [
        str(path)
        for path in python_files(*SOURCE_FOLDERS, "tests")
        if {*path.with_suffix("").parts, *path.stem.split("_")} & FORBIDDEN_NAMES
    ]
    refuse(
        vague,
        f"A file is named for what it is, and none of these says it ({', '.join(sorted(FORBIDDEN_NAMES))}):",
    )


def test_one_clock() -> None:
    others = [path for path in python_files(*SOURCE_FOLDERS) if path != CLOCK]
    readings = [finding for path in others for finding in lines_matching(CLOCK_READINGS, path)]
    refuse(readings, f"Time is passed in; only the clock in {CLOCK} reads it:")


def test_every_exception_has_its_reason() -> None:
    bare = [
        finding
        for path in python_files(*SOURCE_FOLDERS, "tests")
        for finding in lines_matching(BARE_EXCEPTION, path)
    ]
    refuse(bare, "Behind `type: ignore[code]` or `noqa: CODE` stands the reason:")


def test_no_path_of_one_machine() -> None:
    paths = [finding for path in text_files() for finding in lines_matching(MACHINE_PATH, path)]
    refuse(paths, "A path that exists on one machine only:")
