"""Says whether the program lives, whether it can do its work, and what it has counted."""

from dataclasses import asdict, dataclass

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.metrics import REGISTRY
from bot.ports import AskHealth


@dataclass(frozen=True, slots=True)
class Health:
    ask: AskHealth

    async def live(self, _: Request) -> Response:
        """200 as long as the program can answer at all: an outage elsewhere is no reason to restart it."""
        return JSONResponse({"live": True})

    async def ready(self, _: Request) -> Response:
        """200 when everything works, else 503; the reasons in either case."""
        checks = await self.ask()
        ready = all(check.ok for check in checks.values())
        body = {"ready": ready, "checks": {name: asdict(check) for name, check in checks.items()}}
        return JSONResponse(body, 200 if ready else 503)

    async def metrics(self, _: Request) -> Response:
        """What the program has counted, in the text format of Prometheus."""
        return Response(generate_latest(REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST})
