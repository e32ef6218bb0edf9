"""Plays the tests of a configuration, and makes talks with its flows, in the scene of the program itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from bot.config import Config, Loaded
from bot.config.rehearsals import Persona, Rehearsal, Sale
from bot.use_cases.setup import Setup
from bot.use_cases.staging import language_of, set_scene
from flows.problems import Place, Problem
from flows.rehearsal.coverage import Coverage
from flows.rehearsal.expectation import Mismatch
from flows.rehearsal.lines import ANYBODY, read_talk
from flows.rehearsal.rehearse import rehearse
from flows.rehearsal.talk import Score, Talk
from flows.run import Run
from flows.scene import Scene
from flows.sentiment import score_text
from storage.records import Conversation, Customer, Purchase


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A test that was played. `number` is its position in the configuration, from 0."""

    number: int
    rehearsal: Rehearsal
    mismatches: tuple[Mismatch, ...]
    covered: Coverage

    @property
    def went_well(self) -> bool:
        return not self.mismatches

    def place_of(self, mismatch: Mismatch) -> Place:
        """Where in the configuration it is written otherwise."""
        return ("tests", self.number, *mismatch.place)


def play_tests(config: Config, wanted: Iterable[str] | None = None) -> tuple[Rehearsed, ...]:
    """The tests of these names, or all, in their order."""
    names = None if wanted is None else set(wanted)
    return tuple(
        _play(config, number, rehearsal)
        for number, rehearsal in enumerate(config.tests)
        if names is None or rehearsal.name in names
    )


def hold_to_tests(loaded: Loaded) -> Loaded:
    """The same where all its tests go as they are written; else without a configuration, which such a one is
    not to become, and with a problem for each difference.
    """
    if loaded.config is None:
        return loaded
    problems = loaded.locate(
        _problem(played, mismatch) for played in play_tests(loaded.config) for mismatch in played.mismatches
    )
    return replace(loaded, config=None, problems=problems) if problems else loaded


def _problem(played: Rehearsed, mismatch: Mismatch) -> Problem:
    told = {"expected": mismatch.expected, "found": mismatch.found}
    compared = ", ".join(f"{word} “{words}”" for word, words in told.items() if words is not None)
    message = f"“{played.rehearsal.name}”: {mismatch.message}{f': {compared}' if compared else ''}"
    hint = "`riscontro test` shows it in full; mend the flow, or write the test anew"
    return Problem(played.place_of(mismatch), message, hint, offset=mismatch.offset)


def _play(config: Config, number: int, rehearsal: Rehearsal) -> Rehearsed:
    lines, _ = read_talk(rehearsal.talk, rehearsal.customer.names or (ANYBODY,))
    talk = talk_with(config, rehearsal)
    mismatches = rehearse(lines, rehearsal.expect, talk, config.slack.default_channel)
    return Rehearsed(number, rehearsal, mismatches, talk.covered)


def covered_by(played: Iterable[Rehearsed]) -> Mapping[str, Coverage]:
    """By flow, what these tests have shown of it."""
    by_flow: dict[str, list[Coverage]] = {}
    for each in played:
        by_flow.setdefault(each.rehearsal.flow, []).append(each.covered)
    return {flow: reduce(or_, seen) for flow, seen in by_flow.items()}


def usual_purchase(config: Config, flow: str) -> Sale:
    """What is talked about with this flow: the purchase of its first test, which the admin thought of."""
    written = (rehearsal.purchase for rehearsal in config.tests if rehearsal.flow == flow)
    return next(written, Sale())


def talk_with(config: Config, rehearsal: Rehearsal, score: Score = score_text) -> Talk:
    """A talk that has not begun, for the customer, the purchase and the moment of this test."""
    setup = Setup(config, b"", "")
    at = _start(config, rehearsal)
    customer, purchase = _customer(rehearsal.customer), _purchase(rehearsal.purchase)
    conversation = _conversation(None if rehearsal.introduce else at)

    def scene_in(language: str) -> Scene:
        return set_scene(setup, conversation, customer, purchase, language)

    run = Run(id=1, language=language_of(setup, conversation, customer))
    flow = config.flows[rehearsal.flow]
    return Talk(flow, scene_in, config.business.languages, run, at, score)


def _start(config: Config, rehearsal: Rehearsal) -> datetime:
    at = rehearsal.at
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(config.business.timezone))).astimezone(UTC)


def _conversation(introduced_at: datetime | None) -> Conversation:
    return Conversation(
        id=1,
        channel="telegram",
        bot="1",
        address="1",
        first_name=None,
        last_name=None,
        username=None,
        platform_language=None,
        chosen_language=None,
        introduced_at=introduced_at,
        last_asked_at=None,
        blocked_at=None,
        opted_out_at=None,
        is_test=True,
    )


def _customer(persona: Persona) -> Customer:
    told = persona.model_dump(exclude={"id", "tags"})
    return Customer(
        id=1, source="test", external_id=persona.id, conversation_id=1, tags=list(persona.tags), **told
    )


def _purchase(sale: Sale) -> Purchase:
    known: dict[str, Any] = dict.fromkeys(("brand", "location", "sales_channel", "url"))
    return Purchase(id=1, source="test", external_id=sale.id, customer_id=1, **(known | sale.details))
