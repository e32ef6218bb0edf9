"""The proxy of the environment: which addresses are reached through it, and which directly."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def proxy_for(url: str) -> str | None:
    """The proxy that `https_proxy` or `http_proxy` names for this address, unless `no_proxy` exempts it."""
    return None if is_reached_directly(url) else getproxies().get(urlsplit(url).scheme)


def is_reached_directly(url: str) -> bool:
    """Whether the environment exempts this address from its proxy. This machine always is."""
    host = urlsplit(url).hostname or ""
    return host in _THIS_MACHINE or bool(proxy_bypass(host))
