"""Out of some networks a proxy is the only way, and the environment says which."""

import pytest

from bot.proxies import is_reached_directly, proxy_for

PROXY = "http://proxy.example:3128"


@pytest.mark.parametrize(
    ("url", "exempt", "proxy"),
    [
        ("https://api.telegram.org", "", PROXY),
        ("https://api.telegram.org", "example.com,telegram.org", None),
        ("http://telegram.example", "", None),
        ("http://127.0.0.1:8123", "", None),
        ("https://localhost:8123", "", None),
        ("https://[::1]:8123", "", None),
    ],
)
def test_the_environment_says_what_goes_through_its_proxy(
    monkeypatch: pytest.MonkeyPatch, url: str, exempt: str, proxy: str | None
) -> None:
    for name in ("https_proxy", "http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", PROXY)
    monkeypatch.setenv("no_proxy", exempt)
    assert proxy_for(url) == proxy
    assert proxy is None or not is_reached_directly(url)
