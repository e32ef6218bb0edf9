"""Single values: what is taken, in which shape, and what is refused with which advice."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from bot.config.values import (
    BaseUrl,
    DatabaseUrl,
    HttpUrl,
    Language,
    Listen,
    SlackApiUrl,
    SlackChannel,
    StaffId,
    TimeZone,
    Username,
    WebhookSecrets,
)


@pytest.mark.parametrize(
    ("kind", "written", "taken"),
    [
        (TimeZone, "Europe/Rome", "Europe/Rome"),
        (Language, "pt-BR", "pt-BR"),
        (Language, "zh-Hant-TW", "zh-Hant-TW"),
        (HttpUrl, "https://x.example/a?b=c", "https://x.example/a?b=c"),
        (BaseUrl, "http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
        (SlackApiUrl, "http://127.0.0.1:8082/slack/api", "http://127.0.0.1:8082/slack/api/"),
        (SlackChannel, "#complaints-delivery", "#complaints-delivery"),
        (SlackChannel, "#riscontro_è", "#riscontro_è"),
        (SlackChannel, "C0123456789", "C0123456789"),
        (SlackChannel, "C1", "C1"),
        (SlackChannel, "Gsupport_2", "Gsupport_2"),
        (StaffId, "U0123ABCD", "U0123ABCD"),
        (StaffId, "U1", "U1"),
        (StaffId, "W_anna", "W_anna"),
        (Username, "@bottega_rossi_bot", "bottega_rossi_bot"),
        (Listen, "0.0.0.0:0", "0.0.0.0:0"),
        (Listen, "[::1]:8080", "[::1]:8080"),
        (Listen, "localhost:8080", "localhost:8080"),
        (
            DatabaseUrl,
            "postgresql+psycopg://u@/db?host=%2Fsocket",
            "postgresql+psycopg://u@/db?host=%2Fsocket",
        ),
    ],
)
def test_taken(kind: Any, written: str, taken: str) -> None:
    assert TypeAdapter[str](kind).validate_python(written) == taken


@pytest.mark.parametrize(
    ("kind", "written", "advice"),
    [
        (TimeZone, "Europe/Room", 'did you mean "Europe/Rome"?'),
        (TimeZone, "Europe", "Europe/Rome"),
        (TimeZone, "../../etc/passwd", "such as"),
        (TimeZone, "a\0b", "such as"),
        (TimeZone, "", "such as"),
        (Language, "IT", "pt-BR"),
        (Language, "italian", "pt-BR"),
        (Language, "xq", "pt-BR"),
        (HttpUrl, "ftp://x.example", "in full"),
        (HttpUrl, "https://", "in full"),
        (HttpUrl, "https://x.example:port/", "in full"),
        (HttpUrl, "https://[x", "in full"),
        (HttpUrl, "https://x.example/a b", "in full"),
        (SlackApiUrl, "https://slack.com/", "https://slack.com/api/"),
        (SlackApiUrl, "slack", "in full"),
        (SlackChannel, "general", 'write "#general"'),
        (SlackChannel, "#Customer Care", "small letters"),
        (SlackChannel, "D0123456789", "the id"),
        (SlackChannel, "C", "the id"),
        (StaffId, "anna", "Copy member ID"),
        (StaffId, "U", "Copy member ID"),
        (StaffId, "U1 U2", "Copy member ID"),
        (Username, "@a", "BotFather"),
        (Listen, ":8080", "127.0.0.1:8080"),
        (DatabaseUrl, "riscontro.db", "sqlite:///"),
        (DatabaseUrl, "sqlite://riscontro.db", "three slashes"),
        (DatabaseUrl, "sqlite:///:memory:", "lose every answer"),
        (DatabaseUrl, "postgres://host/db", "postgresql://"),
        (DatabaseUrl, "postgresql://[host/db", "postgresql://"),
        (WebhookSecrets, "whsec_", "base64"),
        (WebhookSecrets, ["whsec_ZmFrZQ==", "è"], "base64"),
    ],
)
def test_refused_with_advice(kind: Any, written: Any, advice: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter[Any](kind).validate_python(written)
    (mistake,) = caught.value.errors()
    message, hint = mistake["ctx"]["error"].args
    assert message
    assert advice in hint
