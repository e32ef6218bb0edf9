"""The kinds of single values: how each is checked, and what is said when it does not fit.

A refusal is a `ValueError` of one or two sentences: what is wrong, and what to do about it.
"""

import base64
import binascii
import re
from datetime import timedelta
from difflib import get_close_matches
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, SecretStr, Tag, WithJsonSchema

from flows.definition.pieces import Duration
from flows.wording import Manner

_WORKING_DAYS = re.compile(r"([0-9]{1,4}) (?:working|business) days?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_CHANNEL = re.compile(r"#[^\s.,/:;#@'\"A-Z]{1,80}|[CG][A-Za-z0-9_]+")
_LISTEN = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]+):([0-9]{1,5})")

_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_STAFF_ID = re.compile(r"[UW][A-Za-z0-9_]+")

_LAST_PORT = 65_535

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
"""Of a flow, a touchpoint, a source or a priority. It stands in URLs, metrics and environment variables."""


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        close = get_close_matches(name, sorted(available_timezones()), n=1)
        hint = f'did you mean "{close[0]}"?' if close else 'use a name such as "Europe/Rome", or "UTC"'
        raise ValueError("this is not a time zone", hint) from error
    return name


def _language(tag: str) -> str:
    try:
        known = _LANGUAGE.fullmatch(tag) and Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        known = None
    if not known:
        raise ValueError("this is not a language", 'use a code such as "it", "en" or "pt-BR"')
    return tag


def _http_url(url: str) -> str:
    parts = _split(url)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname or re.search(r"\s", url):
        raise ValueError(
            "this is not a web address", 'write it in full, such as "https://shop.example/privacy"'
        )
    return url


def _public_url(url: str) -> str:
    parts = urlsplit(_http_url(url))
    if parts.query or parts.fragment or parts.username:
        raise ValueError(
            "this address has more than host and path", 'write it plainly: "https://feedback.shop.example"'
        )
    return url.rstrip("/")


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port, parts.hostname
    except ValueError:
        return None
    return parts


def _slack_api_url(url: str) -> str:
    url = f"{_http_url(url).rstrip('/')}/"
    if not url.endswith("/api/"):
        raise ValueError(
            "the address of Slack's API ends in /api/", 'the official one is "https://slack.com/api/"'
        )
    return url


def _listen(address: str) -> str:
    found = _LISTEN.fullmatch(address)
    if not found or int(found[1]) > _LAST_PORT:
        raise ValueError("this is no address to listen on", 'write host and port: "127.0.0.1:8080"')
    return address


def check_channel(channel: str) -> str:
    """A Slack channel by its name with `#`, or by its id. Raises `ValueError`."""
    if not _CHANNEL.fullmatch(channel):
        missing = re.fullmatch(r"[^\s.,/:;#@'\"A-Z]{1,80}", channel)
        hint = (
            f'write "#{channel}"'
            if missing
            else 'write "#name" in small letters, or the id, such as "C0123456789"'
        )
        raise ValueError("this is not a Slack channel", hint)
    return channel


def _database_url(url: str) -> str:
    scheme, found, rest = url.partition("://")
    if scheme in {"postgresql", "postgresql+psycopg"} and found and _split(url) is not None:
        return url
    if scheme == "sqlite" and rest.startswith("/") and rest.strip("/") and ":memory:" not in rest:
        return url
    raise ValueError("this is not a database the program can use", _database_hint(scheme, rest))


def _database_hint(scheme: str, rest: str) -> str:
    if scheme == "postgres":
        return "write postgresql:// instead of postgres://"
    if scheme == "sqlite" and rest.strip("/") and ":memory:" not in rest:
        return 'three slashes begin a relative path, four an absolute one: "sqlite:///riscontro.db"'
    if scheme == "sqlite":
        return 'a database in memory would lose every answer; name a file: "sqlite:///riscontro.db"'
    return 'write "sqlite:///riscontro.db" or "postgresql://user@host/database"'


def _username(name: str) -> str:
    bare = name.removeprefix("@")
    if not _USERNAME.fullmatch(bare):
        raise ValueError(
            "this is not the username of a bot", 'BotFather shows it, such as "bottega_rossi_bot"'
        )
    return bare


def _staff_id(user: str) -> str:
    if not _STAFF_ID.fullmatch(user):
        raise ValueError(
            "this is not the id of a Slack user", 'it is in their profile under "Copy member ID": "U0123ABCD"'
        )
    return user


def _webhook_secret(secret: SecretStr) -> SecretStr:
    """Standard Webhooks, "Signature scheme": base64 of 24 to 64 random bytes, after `whsec_`."""
    try:
        key = base64.b64decode(secret.get_secret_value().removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(
            "this secret is not base64", "a Standard Webhooks secret is whsec_ and base64 after it"
        ) from error
    if not key:
        raise ValueError(
            "this secret is empty", "a Standard Webhooks secret is base64 of 24 to 64 random bytes"
        )
    return secret


def _several(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


def _first_response(value: Any) -> Any:
    """`"2 working days"` are days of 24 hours as long as opening hours are not honoured."""
    found = _WORKING_DAYS.fullmatch(value.strip().lower()) if isinstance(value, str) else None
    return timedelta(days=int(found[1])) if found else value


def _written(pattern: str, *examples: str) -> WithJsonSchema:
    """What an editor is told about a text."""
    return WithJsonSchema({"type": "string", "pattern": f"^({pattern})$", "examples": list(examples)})


def _reference(key: str, words: str) -> dict[str, Any]:
    value = {"type": "string", "minLength": 1, "description": words}
    return {"type": "object", "properties": {key: value}, "required": [key], "additionalProperties": False}


SECRET_REFERENCE: dict[str, Any] = {
    "oneOf": [
        _reference("env", "The environment variable that holds the secret."),
        _reference(
            "file", "The file that holds the secret and nothing else; it begins at the folder of this one."
        ),
    ]
}
"""JSON Schema of what stands in a file in the place of a secret."""

_URL_SCHEMA = {"type": "string", "pattern": "^(sqlite:///|postgresql(\\+psycopg)?://)"}

TimeZone = Annotated[
    str, AfterValidator(_time_zone), _written("[A-Za-z][A-Za-z0-9_+/-]*", "Europe/Rome", "UTC")
]
Language = Annotated[str, AfterValidator(_language), _written(_LANGUAGE.pattern, "it", "en", "pt-BR")]
Address = Annotated[
    Annotated[Manner, Tag("<for all>")] | Annotated[dict[Language, Manner], Tag("<by language>")],
    Discriminator(lambda value: "<by language>" if isinstance(value, dict) else "<for all>"),
]
"""The manner in which customers are addressed: one for all languages, or for each its own."""

HttpUrl = Annotated[str, AfterValidator(_http_url), _written(r"https?://\S+", "https://shop.example/privacy")]
BaseUrl = Annotated[HttpUrl, AfterValidator(lambda url: url.rstrip("/"))]
PublicUrl = Annotated[
    str, AfterValidator(_public_url), _written(r"https?://[^\s?#@]+", "https://feedback.shop.example")
]
SlackApiUrl = Annotated[
    str, AfterValidator(_slack_api_url), _written(r"https?://\S+/api/?", "https://slack.com/api/")
]
SlackChannel = Annotated[str, AfterValidator(check_channel), _written(_CHANNEL.pattern, "#feedback")]
StaffId = Annotated[str, AfterValidator(_staff_id), _written(_STAFF_ID.pattern, "U0123ABCD")]
Username = Annotated[str, AfterValidator(_username), _written(f"@?{_USERNAME.pattern}", "bottega_rossi_bot")]
Listen = Annotated[str, AfterValidator(_listen), _written(_LISTEN.pattern, "127.0.0.1:8080")]
DatabaseUrl = Annotated[
    str, AfterValidator(_database_url), WithJsonSchema({"anyOf": [_URL_SCHEMA, SECRET_REFERENCE]})
]
WebhookSecrets = Annotated[
    tuple[Annotated[SecretStr, AfterValidator(_webhook_secret)], ...],
    BeforeValidator(_several, json_schema_input_type=SecretStr | list[SecretStr]),
    Field(min_length=1, max_length=4),
]
"""One secret, or several while one replaces the other."""

Header = Annotated[str, Field(min_length=1)]
"""Of a column in a CSV file."""

Cells = Annotated[
    tuple[str, ...], BeforeValidator(_several, json_schema_input_type=str | list[str]), Field(min_length=1)
]
"""What may stand in a cell: one text, or several."""

FirstResponse = Annotated[
    Duration,
    BeforeValidator(_first_response),
    _written(r"\s*[0-9]+\s*[A-Za-z].*", "1 hour", "1 working day"),
]
