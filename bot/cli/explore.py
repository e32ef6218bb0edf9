"""`riscontro explore`: walks every path of a flow, and tells what is wrong on any of them."""

import json
import os
import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import DEFAULT_CONFIG, ConfigFile, require_flow

if TYPE_CHECKING:
    from bot.config import Config, Finding
    from flows.exploring import Exploration, Measures, Span

Name = Annotated[str | None, typer.Argument(metavar="[FLOW]", help="One flow; without it, all.")]
All = Annotated[bool, typer.Option("--all", help="All flows.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead, for other programs.")]

_WIDEST = 100
_INDENT = " " * 13


def explore(
    flow: Name = None, every: All = False, as_json: Json = False, config: ConfigFile = DEFAULT_CONFIG
) -> None:
    """Walks every path of a flow, and tells what is wrong on any of them.

    A path is a sequence of nodes that a customer can see. Ways that have
    become alike go on as one, so that all are walked, however many there are.

    It finds: nodes that no path leads to, ends without a last word,
    conditions that are always true or always false, ways that are never
    taken, what is asked twice on one path, texts that can outgrow a Telegram
    message, values that do not fit onto a button, surveys of over a minute.
    Where the configuration cannot be used, as with a missing translation or
    a circle, it tells what `riscontro check` does, and walks nothing.

    What texts, numbers and dates without limits can be is tried around all
    that the conditions name. If nothing that was tried makes one true, that
    is a notice: it says what is not known, and is no fault.

    Exit codes: 0 nothing is wrong; 1 something is; 2 the command was used
    wrongly.

    With --json there is one document: {"ok", "flows", "findings"}. flows has,
    by name, "paths", "questions", "taps" and "seconds" (each "least" and
    "most"), "shortest" and "longest" (ids of nodes), "skipped" (those that
    can be skipped on the shortest) and "states"; null for a flow whose paths
    are too many to be walked. findings are as `riscontro check` has them.
    """
    from bot.config import load_config

    loaded = load_config(config, os.environ, needs_secrets=False)
    if loaded.config is None:
        raise typer.Exit(_tell({}, {}, loaded.problems, as_json=as_json))
    if flow is not None:
        require_flow(loaded.config, flow)
    names = list(loaded.config.flows) if flow is None or every else [flow]
    found = _explore_all(loaded.config, names)
    problems = [problem for exploration in found.values() for problem in exploration.problems]
    titles = {name: loaded.config.flows[name].title for name in found}
    raise typer.Exit(_tell(found, titles, loaded.locate(problems), as_json=as_json))


def _explore_all(config: "Config", names: list[str]) -> dict[str, "Exploration"]:
    from bot.telegram.buttons import ROOM_FOR_VALUE
    from flows.exploring import Stage, explore
    from flows.scene import Scene

    business = config.business
    facts = {"business": {"name": business.name, "privacy_url": business.privacy_url}}
    scene = Scene(facts, business.fallback_language, business.timezone, phrases=config.phrasebook)
    stage = Stage(scene, business.languages, ROOM_FOR_VALUE)
    return {name: explore(name, config.flows, stage) for name in names}


def _tell(
    found: Mapping[str, "Exploration"],
    titles: Mapping[str, str],
    findings: "tuple[Finding, ...]",
    *,
    as_json: bool,
) -> int:
    """Prints it all. Returns the exit code."""
    if as_json:
        typer.echo(json.dumps(_document(found, findings), indent=2))
    else:
        _print(found, titles, findings)
    return 1 if _faults(findings) else 0


def _faults(findings: "tuple[Finding, ...]") -> "list[Finding]":
    """All but notices, which say what is not known."""
    from flows.problems import Severity

    return [finding for finding in findings if finding.severity is not Severity.NOTICE]


def _document(found: Mapping[str, "Exploration"], findings: "tuple[Finding, ...]") -> dict[str, Any]:
    from dataclasses import asdict

    from bot.cli.reports import as_json

    flows = {
        name: None if exploration.measures is None else asdict(exploration.measures)
        for name, exploration in found.items()
    }
    return {"ok": not _faults(findings), "flows": flows, "findings": list(map(as_json, findings))}


def _print(
    found: Mapping[str, "Exploration"], titles: Mapping[str, str], findings: "tuple[Finding, ...]"
) -> None:
    from bot.cli.reports import plain_console, print_each

    console = plain_console()
    for name, exploration in found.items():
        console.print(f"{name}: {titles[name]}" if titles[name] else name, style="bold")
        for line in _lines(exploration.measures):
            console.print(textwrap.fill(line, min(console.width, _WIDEST), subsequent_indent=_INDENT))
        console.print()
    print_each(findings)
    count, unsure = len(_faults(findings)), len(findings) - len(_faults(findings))
    summary = "Nothing is wrong." if not count else f"Found {count} {'fault' if count == 1 else 'faults'}."
    if unsure:
        summary += f" {unsure} {'thing is' if unsure == 1 else 'things are'} not known: see above."
    console.print(summary, style="bold yellow" if count else "bold green")


def _lines(measures: "Measures | None") -> Iterator[str]:
    if measures is None:
        return
    yield f"  paths      {measures.paths:,}"
    yield f"  questions  {_between(measures.questions)}"
    yield f"  taps       {_between(measures.taps)}"
    yield f"  seconds    about {_between(measures.seconds)}"
    shortest = [f"{node} (skipped)" if node in measures.skipped else node for node in measures.shortest]
    for name, nodes in (("shortest", shortest), ("longest", measures.longest)):
        yield f"  {name:10} {' → '.join(nodes) or 'nothing'}"


def _between(span: "Span") -> str:
    return f"{span.least}" if span.least == span.most else f"{span.least} to {span.most}"
