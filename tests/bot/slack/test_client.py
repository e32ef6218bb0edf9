"""The client repeats nothing by itself, and goes through a proxy only where the environment wants that."""

import pytest

from bot.slack.client import OFFICIAL_API, open_client

PROXY = "http://proxy.example:3128"


@pytest.mark.parametrize(
    ("api_url", "exempt", "proxy"),
    [
        (OFFICIAL_API, "", PROXY),
        (OFFICIAL_API, "example.com,slack.com", None),
        ("http://127.0.0.1:8123/api/", "", None),
        ("http://localhost:8123/api/", "", None),
    ],
)
async def test_the_proxy_of_the_environment_is_used_where_it_applies(
    monkeypatch: pytest.MonkeyPatch, api_url: str, exempt: str, proxy: str | None
) -> None:
    for name in ("https_proxy", "http_proxy", "HTTP_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    monkeypatch.setenv("no_proxy", exempt)
    async with open_client("xoxb-demo-not-a-secret", api_url) as client:
        assert client.proxy == proxy
        assert client.retry_handlers == []
