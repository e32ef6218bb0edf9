"""Brings faults into a journey's world, and asks the program how it says it is."""

import asyncio
import json

from prometheus_client.parser import text_string_to_metric_families

from bot.demo.faults import Faults
from bot.demo.slack import faults as of_slack
from bot.demo.telegram import Person
from bot.demo.telegram import faults as of_telegram
from tests.journeys.world import PATIENCE_S, World


def faults_at_slack(world: World, seed: int = 0) -> Faults:
    """From now on these stand between the program and Slack."""
    faults = Faults(seed)
    world.slack.gate = of_slack.Disturbed(faults)
    return faults


def faults_at_telegram(world: World, seed: int = 0) -> Faults:
    """From now on these stand between the program and Telegram."""
    faults = Faults(seed)
    world.telegram.interference = of_telegram.Disturbed(faults)
    return faults


async def troubles(world: World) -> dict[str, str]:
    """What the program says is out of order, with the reasons."""
    status, body = await world.gets("/readyz")
    checks = json.loads(body)["checks"]
    found = {name: check["reason"] for name, check in checks.items() if not check["ok"]}
    assert status == (503 if found else 200)
    return found


async def says(world: World, *names: str) -> dict[str, str]:
    """Waits until the program says that just these are out of order, and returns the reasons."""
    async with asyncio.timeout(PATIENCE_S):
        while [*(found := await troubles(world))] != [*names]:  # noqa: ASYNC110 - a health page has no bell
            await asyncio.sleep(0.05)
    return found


async def measured(world: World, name: str, **labels: str) -> float:
    """A figure of `/metrics` as it is now; 0 where it was never counted."""
    await world.app.measures.take()
    _, text = await world.gets("/metrics")
    return sum(
        sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == name and sample.labels.items() >= labels.items()
    )


async def nothing_waits(world: World) -> bool:
    """Whether every letter has found its end."""
    return all(row["state"] != "pending" for row in await world.rows("outbox"))


async def complains(world: World, number: int, reason: str = "The box was crushed") -> Person:
    """Customer `Ada <number>` gives one star and a reason; no card is waited for."""
    person = await world.asked(f"{number}", f"Ada {number}")
    person.taps("1 ⭐")
    await world.settles()
    person.writes(f"{reason} ({number})")
    await person.sees("We are sorry")
    await world.settles()
    return person
