"""Secrets: read from where the configuration points to, and refused where they stand in it themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.config.files import read_beginning, reason_of
from bot.config.findings import Finding
from bot.config.origins import Draft, InEnvironment, InFile
from bot.config.redaction import looks_like_token, token_places
from flows.problems import Place, Problem

STAND_IN = SecretStr("whsec_bm90IGEgc2VjcmV0LCBqdXN0IGEgc3RhbmQtaW4=")
"""Takes the place of a secret that could not be read, so that everything else can still be checked."""

_HINT = 'write { env = "NAME" } or { file = "path" }; a secret that others could read must be changed'

_LITERAL = "a secret does not belong in this file, where it ends up in backups and histories"

_LARGEST = 64_000

_MIX_UPS = {
    ("telegram", "token"): (("xox", "xapp-"), "this is a token of Slack"),
    ("slack", "bot_token"): (("xapp-",), "this is Slack's app token; the bot token begins with xoxb-"),
    ("slack", "app_token"): (("xoxb-", "xoxp-"), "this is not Slack's app token, which begins with xapp-"),
    ("slack", "signing_secret"): (("xox", "xapp-"), "this is a token; the signing secret is another value"),
}


@dataclass
class Vault:
    """Resolves references. `values` are the secrets that were read, which no output may show; `files` where
    some of them stand. Who does not need them is not told of those that are not there.
    """

    draft: Draft
    environment: Mapping[str, str]
    are_needed: bool = True
    values: set[str] = field(default_factory=set)
    files: list[Path] = field(default_factory=list)
    broken: set[Place] = field(default_factory=set)


def refuse_literals(draft: Draft) -> None:
    """Reports everything in the files that looks like a token, comments included."""
    for document in draft.documents():
        for line, column in token_places(document.text):
            if draft.is_full:
                return
            draft.findings.append(Finding(document.name, line, column, _LITERAL, _HINT))


def resolve_secrets(draft: Draft, environment: Mapping[str, str], *, are_needed: bool = True) -> Vault:
    """Puts the secrets in the place of the references to them, and a stand-in where that fails."""
    vault = Vault(draft, environment, are_needed)
    for table, place in _secret_places(draft.data):
        key = place[-1]
        if isinstance(table[key], list):
            table[key] = [_secret(vault, (*place, at), item) for at, item in enumerate(table[key])]
        else:
            table[key] = _secret(vault, place, table[key])
    _resolve_database_url(vault)
    return vault


def _secret_places(data: dict[str, Any]) -> Iterator[tuple[Any, Place]]:
    sources = data.get("sources")
    names = list(sources) if isinstance(sources, dict) else []
    places = [*_MIX_UPS, *(("sources", name, "secret") for name in names)]
    for place in places:
        table: Any = data
        for key in place[:-1]:
            table = table.get(key) if isinstance(table, dict) else None
        if isinstance(table, dict) and place[-1] in table:
            yield table, place


def _secret(vault: Vault, place: Place, written: Any) -> SecretStr:
    value = _looked_up(vault, place, written)
    if isinstance(value, Problem):
        is_only_missing = value.place != place  # the reference is right, and what it names is not there
        if vault.are_needed or not is_only_missing:
            _report(vault, value, written)
    elif problem := _unfit(place, value):
        vault.values.add(value)
        vault.draft.report(problem)
    else:
        vault.values.add(value)
        return SecretStr(value)
    vault.broken.add(place)
    return STAND_IN


def _report(vault: Vault, problem: Problem, written: Any) -> None:
    """What looks like a token was reported already, wherever it stands."""
    if not (isinstance(written, str) and looks_like_token(written)):
        vault.draft.report(problem)


def _unfit(place: Place, value: str) -> Problem | None:
    if not value:
        return Problem(place, "this secret is empty", "put it where this key looks for it")
    if any(character.isspace() or not character.isprintable() for character in value):
        hint = "copy it anew, and nothing else with it"
        return Problem(place, "this secret has a blank or a line break in it", hint)
    starts, message = _MIX_UPS.get((str(place[0]), str(place[1])), ((), ""))
    return Problem(place, message, "were two of them exchanged?") if value.startswith(starts) else None


def _looked_up(vault: Vault, place: Place, written: Any) -> str | Problem:
    match written:
        case str() if isinstance(vault.draft.origin(place), InEnvironment):
            return written.strip()
        case str():
            vault.values.add(written)
            return Problem(place, _LITERAL, _HINT)
        case {"env": str(name)} if len(written) == 1:
            value = vault.environment.get(name)
            hint = f"set it where the program is started: export {name}=…"
            missing = Problem((*place, "env"), f"the environment variable {name} is not set", hint)
            return missing if value is None else value.strip()
        case {"file": str(path)} if len(written) == 1:
            return _from_file(vault, (*place, "file"), path)
        case _:
            return Problem(place, "expected a reference to a secret", _HINT)


def _from_file(vault: Vault, place: Place, path: str) -> str | Problem:
    """The content of the file, without blanks around it; the path starts at the file that names it."""
    try:
        whole = folder_of(vault.draft, place) / path
        content = read_beginning(whole, _LARGEST)
        vault.files.append(whole)
        return content.decode().strip()
    except UnicodeDecodeError:
        hint = "the file holds the secret and nothing else"
        return Problem(place, "the file with this secret is not text", hint)
    except (OSError, ValueError) as error:
        message = f"the file with this secret cannot be read: {reason_of(error)}"
        hint = "a relative path begins at the file that names it; may this user read it?"
        return Problem(place, message, hint)


def folder_of(draft: Draft, place: Place) -> Path:
    """Where relative paths begin that stand at this place."""
    match draft.origin(place):
        case InFile(document):
            return document.folder
        case InEnvironment():
            return draft.main.folder


def _resolve_database_url(vault: Vault) -> None:
    """It may be a reference as a whole, and must be one when it holds a password."""
    place: Place = ("database", "url")
    table = vault.draft.data.get("database")
    written = table.get("url") if isinstance(table, dict) else None
    if isinstance(written, str) and (not _password(written) or _is_set(vault, place)):
        vault.values.update(filter(None, [_password(written)]))
    elif isinstance(table, dict) and isinstance(written, str | dict):
        url = _looked_up(vault, place, written)
        if isinstance(url, Problem):
            _report(vault, url, written)
            vault.broken.add(place)
            del table["url"]
        else:
            vault.values.add(url)
            table["url"] = url


def _is_set(vault: Vault, place: Place) -> bool:
    return isinstance(vault.draft.origin(place), InEnvironment)


def _password(url: str) -> str | None:
    try:
        return urlsplit(url).password
    except ValueError:
        return None
