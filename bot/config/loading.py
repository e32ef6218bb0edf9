"""From a file to a configuration, or to everything that is wrong with it."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from bot.config.bounds import cut_to_size
from bot.config.cross_checks import cross_check
from bot.config.documents import read_document
from bot.config.environment import overlay
from bot.config.findings import Finding, Loaded
from bot.config.includes import Reader, read_all, resolved
from bot.config.model import Config
from bot.config.not_yet import set_aside
from bot.config.origins import Draft
from bot.config.pictures import anchor_pictures
from bot.config.redaction import redact, shows_secret
from bot.config.salvage import examine
from bot.config.secret_references import folder_of, refuse_literals, resolve_secrets
from flows.expansion import expand
from flows.problems import Problem, Severity

_LONGEST_LINE = 600
_DEFAULT_DATABASE = "sqlite:///riscontro.db"


def load_config(
    path: Path, environment: Mapping[str, str], read: Reader = read_document, *, needs_secrets: bool = True
) -> Loaded:
    """Reads the file, all it includes and the variables that begin with `RISCONTRO__`.

    Every mistake is reported, syntax aside: a file that is not TOML says nothing about the rest. Nothing that
    an admin may have written raises. Who does not need the secrets gets stand-ins for those that are missing.
    """
    draft = read_draft(path, environment, read)
    if isinstance(draft, Finding):
        return Loaded(None, _in_order([draft], frozenset(), ()))
    cut = cut_to_size(draft)
    set_aside(draft)
    vault = resolve_secrets(draft, environment, are_needed=needs_secrets)
    _anchor_database(draft)
    anchor_pictures(draft)
    salvage = examine(draft, vault.broken | cut)
    if salvage is not None:
        draft.report_all(cross_check(salvage))
    problems = _told(draft, vault.values)
    is_right = salvage is not None and not any(found.severity is Severity.ERROR for found in problems)
    config = _expanded(salvage.config) if salvage and is_right else None
    looked_at = frozenset({draft.main.path, *draft.looked_at})
    salvaged = salvage.config if salvage else None
    locate = partial(_locate, draft, vault.values)
    return Loaded(config, problems, tuple(vault.files), looked_at, locate, salvaged)


def _locate(draft: Draft, secrets: Collection[str], problems: Iterable[Problem]) -> tuple[Finding, ...]:
    later = Draft(draft.main, origins=draft.origins)
    later.report_all(problems)
    return _told(later, secrets)


def _told(draft: Draft, secrets: Collection[str]) -> tuple[Finding, ...]:
    """All that was reported."""
    draft.close()
    return _in_order(draft.findings, frozenset(secrets), [document.name for document in draft.documents()])


def read_draft(path: Path, environment: Mapping[str, str], read: Reader = read_document) -> Draft | Finding:
    """The files and the variables laid together, before what they say is looked at."""
    draft = read_all(_shown(path), resolved(path), read)
    if isinstance(draft, Draft):
        refuse_literals(draft)
        overlay(draft, environment)
    return draft


def _expanded(config: Config) -> Config:
    """With every flow standing by itself."""
    flows = {name: expand(flow, config.flows, (name,)) for name, flow in config.flows.items()}
    return config.model_copy(update={"flows": flows})


def _shown(path: Path) -> str:
    """A name that is not UTF-8 cannot be printed as it is."""
    return _in_one_line(str(path).encode(errors="replace").decode())


def _anchor_database(draft: Draft) -> None:
    """Makes the path of an SQLite file absolute; it begins at the folder of the file that names it."""
    table: Any = draft.data.setdefault("database", {})
    if not isinstance(table, dict):
        return
    url = table.setdefault("url", _DEFAULT_DATABASE)
    if isinstance(url, str) and url.startswith("sqlite:///") and url[10:11] not in {"", "/", ":"}:
        table["url"] = f"sqlite:///{folder_of(draft, ('database', 'url')) / url[10:]}"


def _in_order(findings: list[Finding], secrets: frozenset[str], files: Sequence[str]) -> tuple[Finding, ...]:
    """By place, the main file first, the environment last; each once, and none with a secret in it."""
    ranks = {_in_one_line(name): rank for rank, name in enumerate(files)}
    lines = {line for finding in findings if (line := finding.excerpt) and not _shows_any(line, secrets)}
    shown = {_without_secrets(finding, secrets, lines) for finding in findings}
    return tuple(
        sorted(shown, key=lambda f: (ranks.get(f.file, len(ranks)), f.file, f.line, f.column, f.message))
    )


def _shows_any(line: str, secrets: frozenset[str]) -> bool:
    return shows_secret(line) or redact(line, secrets) != line


def _without_secrets(finding: Finding, secrets: frozenset[str], lines: Container[str]) -> Finding:
    """Of `lines` alone may one be shown along with it."""
    hint = "\n".join(map(_in_one_line, redact(finding.hint, secrets).split("\n")))
    return replace(
        finding,
        file=_in_one_line(finding.file),
        message=_in_one_line(redact(finding.message, secrets)),
        hint=hint,
        excerpt=finding.excerpt if finding.excerpt in lines else None,
        path=tuple(redact(step, secrets) if isinstance(step, str) else step for step in finding.path),
    )


def _in_one_line(text: str) -> str:
    """Names and values from a file stand in messages; none may break a line, steer a terminal or fill it."""
    short = (
        text if len(text) <= _LONGEST_LINE else f"{text[: _LONGEST_LINE // 2]}…{text[-_LONGEST_LINE // 2 :]}"
    )
    return "".join(character if character.isprintable() else " " for character in short)
