"""A thousand customers in mid-survey, while its nodes are deleted, renamed, retyped and reordered."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.config import load_config
from bot.use_cases.apply_effects import Move, apply_effects
from bot.use_cases.migrate_runs import migrate_run, runs_to_move
from bot.use_cases.revise import adopt, changed_since, roll_back, set_up
from bot.use_cases.setup import Setup
from bot.use_cases.staging import set_scene
from bot.use_cases.step_run import step_run
from bot.use_cases.turn import Turn
from flows.engine import start
from flows.events import Tapped, Wrote
from flows.run import RunStatus
from flows.sentiment import Mood, NotScored
from storage import answers, conversations, flow_revisions, purchases, runs
from storage.conversations import Address
from storage.database import Database
from storage.outbox import Priority
from storage.records import stored_id
from tests.journeys.settings import settings
from tests.journeys.shop import WEBHOOK_SECRET
from tests.storage.seeds import NOW, a_scheduled_run

CALM = Mood(None, NotScored.UNKNOWN_WORDS, "none", "1")

BEFORE = """
[flows.after_delivery]
title = "Before"
nodes = [
  { id = "satisfaction", ask = "csat", text = { en = "How was it?", it = "Com'era?" } },
  { id = "size", ask = "choice", text = { en = "Which?", it = "Quale?" }, options = [
    { id = "small", text = { en = "Small", it = "Piccola" } },
    { id = "large", text = { en = "Large", it = "Grande" } } ] },
  { id = "age", ask = "text", text = { en = "How old?", it = "Quanti anni?" } },
  { id = "reason", ask = "text", text = { en = "Why?", it = "Perché?" } },
  { text = { en = "Thanks, before", it = "Grazie, prima" } },
]
"""

AFTER = """
[flows.after_delivery]
title = "After"
nodes = [
  { id = "why", ask = "text", text = { en = "And why?", it = "E perché?" } },
  { id = "age", ask = "number", text = { en = "What age?", it = "Che età?" } },
  { id = "satisfaction", ask = "csat", text = { en = "How is it?", it = "Com'è?" } },
  { text = { en = "Thanks, after", it = "Grazie, dopo" } },
]

[migrate.after_delivery]
reason = "why"
"""

PLACES = ("satisfaction", "size", "age", "reason")
ANSWERS = {"satisfaction": "4", "size": "0"}


@pytest.fixture
def customers(database: Database) -> int:
    """PostgreSQL takes several times as long, and knows the same rules."""
    return 1_000 if database.is_sqlite else 120


def test_everybody_ends_on_the_flow_they_began_but_those_who_are_moved(
    database: Database, tmp_path: Path, customers: int
) -> None:
    before, after = a_setup(tmp_path, BEFORE), a_setup(tmp_path, AFTER)
    with database.transaction() as session:
        first = adopt(session, before.config, "Maria", NOW)
    assert first is not None
    with database.transaction() as session:
        ids = [began(session, before, number) for number in range(customers)]
    now = edit(database, after)
    with database.transaction() as session:
        moved = set(move_all(session, now))
    assert len(moved) == customers // len(PLACES)
    with database.transaction() as session:
        for run_id in ids:
            answer_to_the_end(session, now, run_id)
    with database.reading() as session:
        ended = [runs.get(session, run_id) for run_id in ids]
    assert {stored.run.status for stored in ended} == {RunStatus.COMPLETE}
    titles = Counter(stored.flow.title for stored in ended if stored.flow is not None)
    assert titles == {"Before": customers - len(moved), "After": len(moved)}
    for stored in ended:
        asked = {answer.node for answer in stored.run.answers}
        assert asked == ({*PLACES} if stored.run.id not in moved else {"satisfaction", "age", "why"})
    with database.reading() as session:
        left = {run_id: {each.node for each in answers.left_behind(session, run_id)} for run_id in ids}
    assert left == {run_id: {"size", "age"} if run_id in moved else set() for run_id in ids}


def test_who_was_moved_by_one_replica_is_not_moved_by_the_next(database: Database, tmp_path: Path) -> None:
    """Although the question kept its name, so that they wait where they waited before."""
    stays = AFTER.replace('reason = "why"', 'satisfaction = "satisfaction"')
    before, after = a_setup(tmp_path, BEFORE), a_setup(tmp_path, stays)
    with database.transaction() as session:
        adopt(session, before.config, "Maria", NOW)
        run_id = begin(session, before, 0)
    turn_of = edit(database, after)
    for _ in range(2):
        with database.transaction() as session:
            assert migrate_run(Turn(session, turn_of, NOW), run_id, "satisfaction")
    with database.reading() as session:
        assert runs.get(session, run_id).run.step_number == 2


def test_a_rollback_brings_the_earlier_flow_back(database: Database, tmp_path: Path) -> None:
    before, after = a_setup(tmp_path, BEFORE), a_setup(tmp_path, AFTER)
    with database.transaction() as session:
        adopt(session, before.config, "Maria", NOW)
    now = edit(database, after)
    assert now.config.flows["after_delivery"].title == "After"
    with database.transaction() as session:
        assert changed_since(session, now, now.config) is None
        roll_back(session, None, NOW)
        changed = changed_since(session, now, now.config)
        assert adopt(session, after.config, "a saved file", NOW) is None
    assert changed is not None
    assert changed[0].config.flows["after_delivery"].title == "Before"


def a_setup(folder: Path, flows: str) -> Setup:
    path = folder / "config.toml"
    path.write_text(settings(flows=flows))
    secrets = {"TELEGRAM_BOT_TOKEN": "7:fake", "SLACK_BOT_TOKEN": "xoxb-fake", "SLACK_APP_TOKEN": "xapp-fake"}
    loaded = load_config(path, secrets | {"SHOP_WEBHOOK_SECRET": WEBHOOK_SECRET})
    assert loaded.config is not None, loaded.problems
    return Setup(loaded.config, b"not a secret", "bottega_rossi_bot")


def edit(database: Database, after: Setup) -> Setup:
    with database.transaction() as session:
        assert adopt(session, after.config, "a saved file", NOW) is not None
        return set_up(session, after.config, after.bot_username)


def began(session: Session, setup: Setup, number: int) -> int:
    """A run that waits at one of the places, at each in turn."""
    run_id = begin(session, setup, number)
    for _ in range(number % len(PLACES)):
        answer(session, setup, run_id)
    return run_id


def begin(session: Session, setup: Setup, number: int) -> int:
    stored = a_scheduled_run(session, f"{number}", Address("telegram", "7", f"{number}"))
    conversation = conversations.get(session, stored_id(stored.conversation_id))
    flow = setup.config.flows["after_delivery"]
    revision = flow_revisions.save_revision(session, "after_delivery", flow, NOW), flow
    begun = runs.begin(session, stored, revision, "en", is_test=False)
    scene = set_scene(setup, conversation, purchases.get_customer(session, stored.customer_id), None, "en")
    outcome = start(flow, begun.run, scene, NOW)
    apply_effects(Turn(session, setup, NOW), [Move(conversation, begun, outcome, Priority.BULK)])
    return stored.run.id


def answer(session: Session, setup: Setup, run_id: int) -> bool:
    """Whether there was a question to answer."""
    stored = runs.get(session, run_id)
    if stored.run.status is not RunStatus.WAITING:
        return False
    node = stored.run.node or ""
    tap = ANSWERS.get(node)
    event = Tapped(stored.run.step_number, tap) if tap else Wrote("33", CALM)
    conversation = conversations.get(session, stored_id(stored.conversation_id))
    after = step_run(Turn(session, setup, NOW), conversation, stored, event).run
    assert after.answer_to(node) is not None
    return True


def answer_to_the_end(session: Session, setup: Setup, run_id: int) -> None:
    for _ in range(len(PLACES) + 2):
        if not answer(session, setup, run_id):
            return
    raise AssertionError(f"run {run_id} does not end")


def move_all(session: Session, setup: Setup) -> Iterator[int]:
    turn = Turn(session, setup, NOW)
    live = setup.in_force_for(None)
    for run_id, node in runs_to_move(session, live):
        assert migrate_run(turn, run_id, node)
        yield run_id
    assert runs_to_move(session, live) == []
