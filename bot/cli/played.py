"""How played tests are told: what came otherwise, at its place; else what of each flow none of them shows."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from bot.cli.excerpts import mark_place
from bot.cli.reports import plain_console
from bot.config import Config, Finding
from bot.config.findings import Locate
from bot.rehearsals import Rehearsed, covered_by
from flows.definition import EndNode, Flow, SayNode
from flows.expansion import called_by
from flows.problems import Problem
from flows.rehearsal.coverage import OTHERWISE, PASSED_OVER, Branch, Coverage, gaps, whole
from flows.rehearsal.expectation import Mismatch
from flows.rehearsal.matching import one_line

_WIDTH = 100
"""Cells of a line that is shown where there is no terminal."""

_LABEL = 10
"""Cells before what was expected and found."""

_FEW_WORDS = 40

_PARTS = ("nodes", "branches", "languages", "timeouts")
"""Of a flow, as `Coverage` has them."""


def print_played(played: Sequence[Rehearsed], config: Config, locate: Locate) -> int:
    """Prints each test, those that failed last, and a summary; where none failed, also what of the flows was
    not shown. Returns the exit code.
    """
    console = plain_console()
    for each in sorted(played, key=lambda each: not each.went_well):
        verdict = ("passed  ", "green") if each.went_well else ("failed  ", "bold red")
        console.print(Text.assemble(verdict, each.rehearsal.name), soft_wrap=True)
        for mismatch in each.mismatches:
            _print_mismatch(console, mismatch, _place(each, mismatch, locate))
    failed = sum(not each.went_well for each in played)
    if not failed:
        _print_coverages(console, played, config)
    console.print(Text(_summary(len(played), failed), "bold red" if failed else "bold green"), soft_wrap=True)
    return 1 if failed else 0


def _print_coverages(console: Console, played: Sequence[Rehearsed], config: Config) -> None:
    """Of all flows where all tests were played, else of those that were talked with."""
    covered = covered_by(played)
    for name in _looked_at(config) if len(played) == len(config.tests) else covered:
        _print_coverage(console, name, config, covered.get(name))


def _looked_at(config: Config) -> Iterator[str]:
    """All flows but those that others call, which are seen in these."""
    called = {name for flow in config.flows.values() for name in called_by(flow)}
    tested = {rehearsal.flow for rehearsal in config.tests}
    yield from (name for name in config.flows if name in tested or name not in called)


def _place(each: Rehearsed, mismatch: Mismatch, locate: Locate) -> Finding:
    (place,) = locate([Problem(each.place_of(mismatch), mismatch.message, "", offset=mismatch.offset)])
    return place


def _print_mismatch(console: Console, mismatch: Mismatch, at: Finding) -> None:
    where = f"    {at.file}:{at.line}:{at.column}: "
    console.print(Text.assemble((where, "bold"), (mismatch.message, "red")), soft_wrap=True)
    if mismatch.expected is not None:
        _print_labelled(console, "expected", mismatch.expected)
    if mismatch.found is not None:
        _print_labelled(console, "found", mismatch.found, mismatch.differs_at)
    if mismatch.so_far is not None:
        _print_labelled(console, "so far", mismatch.so_far)


def _print_labelled(console: Console, label: str, text: str, differs_at: int | None = None) -> None:
    margin = " " * 8
    width = (console.width if console.is_terminal else _WIDTH) - len(margin) - _LABEL
    line, mark = text, None
    if differs_at is not None:
        line, mark = mark_place(text, differs_at + 1, 1, max(width, 20))
    console.print(Text.assemble(margin, (f"{label}:".ljust(_LABEL), "cyan"), line), soft_wrap=True)
    if mark is not None:
        console.print(Text(f"{margin}{' ' * _LABEL}{mark}", "bold red"), soft_wrap=True)


def _print_coverage(console: Console, name: str, config: Config, covered: Coverage | None) -> None:
    if covered is None:
        console.print(Text.assemble((name, "bold"), ": no test"), soft_wrap=True)
        return
    flow, languages = config.flows[name], config.business.languages
    all_there_is, missed = whole(flow, languages), gaps(flow, languages, covered)
    counts = [(what, len(getattr(all_there_is, what)), len(getattr(missed, what))) for what in _PARTS]
    shares = ", ".join(f"{total - lacking} of {total} {what}" for what, total, lacking in counts if total)
    console.print(Text.assemble((name, "bold"), f": {shares}"), soft_wrap=True)
    for sentence in _gaps(flow, missed, languages):
        console.print(Text(f"    not covered: {sentence}", "yellow"), soft_wrap=True)


def _gaps(flow: Flow, missed: Coverage, languages: Sequence[str]) -> Iterator[str]:
    order = {node.id: at for at, node in enumerate(flow.nodes)}
    for node in sorted(missed.nodes, key=order.__getitem__):
        yield f"node {_named(flow, node)}"
    for branch in sorted(missed.branches, key=lambda each: (order[each.node], each.way)):
        if branch.node not in missed.nodes or branch.way == PASSED_OVER:
            yield _branch(flow, branch)
    for language in languages:
        if language in missed.languages:
            yield f"language {language}"
    for node in sorted(missed.timeouts, key=order.__getitem__):
        yield f"the timeout of {node}"


def _branch(flow: Flow, branch: Branch) -> str:
    if branch.way == PASSED_OVER:
        return f"{_named(flow, branch.node)} passed over"
    way = branch.way if branch.way == OTHERWISE else f"“{branch.way}”"
    return f"branch {way} of {branch.node}"


def _named(flow: Flow, node_id: str) -> str:
    """A node that only says something is better known by its words."""
    node = flow.nodes[flow.position(node_id)]
    if not isinstance(node, SayNode | EndNode) or not node.text:
        return node_id
    words = one_line(next(iter(node.text.values())))
    return f"{node_id} (“{words if len(words) <= _FEW_WORDS else f'{words[:_FEW_WORDS].rstrip()}…'}”)"


def _summary(tests: int, failed: int) -> str:
    if not tests:
        return "There is no test yet: `riscontro talk FLOW --save config.toml` writes one."
    counted = "1 test" if tests == 1 else f"{tests} tests"
    if not failed:
        return f"{counted} passed."
    return f"{failed} of {counted} failed."


def print_played_as_json(played: Sequence[Rehearsed], config: Config, locate: Locate) -> int:
    """Prints one JSON document, as `riscontro test --help` describes it. Returns the exit code."""
    failed = sum(not each.went_well for each in played)
    covered = covered_by(played)
    document = {
        "ok": not failed,
        "passed": len(played) - failed,
        "failed": failed,
        "tests": [_as_json(each, locate) for each in played],
        "coverage": {name: _coverage_as_json(config, name, seen) for name, seen in covered.items()},
    }
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
    return 1 if failed else 0


def _as_json(each: Rehearsed, locate: Locate) -> dict[str, Any]:
    (begin,) = locate([Problem(("tests", each.number), "", "")])
    places = [_place(each, mismatch, locate) for mismatch in each.mismatches]
    return {
        "name": each.rehearsal.name,
        "flow": each.rehearsal.flow,
        "ok": each.went_well,
        "file": begin.file,
        "line": begin.line,
        "mismatches": list(map(_mismatch_as_json, each.mismatches, places)),
    }


def _mismatch_as_json(mismatch: Mismatch, at: Finding) -> dict[str, Any]:
    told = {"expected": mismatch.expected, "found": mismatch.found, "so_far": mismatch.so_far}
    known = {key: value for key, value in told.items() if value is not None}
    return {"file": at.file, "line": at.line, "column": at.column, "message": mismatch.message, **known}


def _coverage_as_json(config: Config, name: str, covered: Coverage) -> Mapping[str, Any]:
    flow, languages = config.flows[name], config.business.languages
    all_there_is, missed = whole(flow, languages), gaps(flow, languages, covered)
    return {what: _parted(getattr(all_there_is, what), getattr(missed, what)) for what in _PARTS}


def _parted(all_there_is: frozenset[Any], missed: frozenset[Any]) -> Mapping[str, list[str]]:
    return {"covered": sorted(map(_as_text, all_there_is - missed)), "missed": sorted(map(_as_text, missed))}


def _as_text(part: object) -> str:
    return f"{part.node}: {part.way}" if isinstance(part, Branch) else str(part)
