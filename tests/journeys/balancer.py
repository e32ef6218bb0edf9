"""What stands before several programs: the requests go to them in turn, and some to all of them at once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import cycle

import aiohttp
from aiohttp import web

from tests.journeys.doors import Doors


class BehindABalancer(Doors):
    """The public address is that of the balancer; each program listens where it can."""

    def variables(self) -> dict[str, str]:
        return {**super().variables(), "RISCONTRO__WEB__LISTEN": "127.0.0.1:0"}


class Balancer:
    """`serve_from` names the programs. Every third request reaches all of them, as when it is repeated while
    the answer to the first is still on its way.
    """

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self._http = http
        self._turns: Iterator[list[str]] = cycle([[]])

    def serve_from(self, *addresses: str) -> None:
        self._turns = cycle([*([address] for address in addresses), [*addresses]])

    async def pass_on(self, request: web.Request) -> web.Response:
        """Taken is what all took that it was sent to."""
        body = await request.read()
        sent = (self._post(address, request, body) for address in next(self._turns))
        statuses = await asyncio.gather(*sent)
        return web.Response(status=max(statuses, default=503))

    async def _post(self, address: str, request: web.Request, body: bytes) -> int:
        url = address + request.path_qs
        async with self._http.post(url, data=body, headers=request.headers) as answer:
            return answer.status


@asynccontextmanager
async def balancing(doors: Doors) -> AsyncIterator[Balancer]:
    """Listens at the public address."""
    app = web.Application()
    async with aiohttp.ClientSession() as http:
        balancer = Balancer(http)
        app.router.add_route("*", "/{rest:.*}", balancer.pass_on)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", doors.port).start()
        try:
            yield balancer
        finally:
            await runner.cleanup()
