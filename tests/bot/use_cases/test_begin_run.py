"""A survey falls due as its link is opened: whoever comes first, it is asked or keeps its timer."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from bot.purchases.event import PurchaseEvent
from bot.use_cases.begin_run import Begun, begin_run
from bot.use_cases.fire_timer import fire_timer
from bot.use_cases.open_chat import open_chat
from bot.use_cases.register_purchase import link_token, register_purchase
from bot.use_cases.setup import Setup
from bot.use_cases.turn import Turn
from flows.run import RunStatus
from storage import links, runs, timers
from storage.database import Database
from storage.records import DueTimer
from tests.bot.use_cases.test_open_letter import a_setup
from tests.storage.seeds import DAY, NOW, SECOND, a_conversation, a_purchase, new_run

TOKEN = "ATokenOfAPurchaseInATest"
RUN_ID = 1
A_DELIVERY = PurchaseEvent.model_validate(
    {
        "type": "purchase.delivered",
        "occurred_at": NOW - DAY,
        "purchase": {"id": "1001", "total": {"amount": "49.90", "currency": "EUR"}},
        "customer": {"id": "c-1001"},
    }
)
Work = Callable[[Session], object]


def a_run_without_a_chat(session: Session) -> None:
    """Due now, with its timer; Ada has written to the bot before, and has not opened the link yet."""
    purchase = a_purchase(session)
    links.issue(session, purchase.id, TOKEN, NOW - DAY, NOW + DAY)
    assert runs.add_run(session, new_run(purchase), NOW - DAY) == RUN_ID
    timers.replace_all(session, RUN_ID, 0, [("start", NOW)])
    a_conversation(session)


def at_once(database: Database, first: Work, second: Work) -> None:
    """The second begins when the first has done everything but commit, and ends as soon as locks let it."""

    def take_second() -> None:
        with database.transaction() as session:
            second(session)

    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as session:
            first(session)
            racing = pool.submit(take_second)
            wait_until_blocked_or_done(database, racing)
        racing.result(timeout=60)


def wait_until_blocked_or_done(database: Database, racing: Future[None]) -> None:
    blocked = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while not wait_for([racing], timeout=0.02).done:
        with database.reading() as session:
            if session.connection().execute(blocked).scalar_one():
                return


def stands_well(database: Database) -> bool:
    """Whether the survey is asked, or will be."""
    with database.reading() as session:
        asked = runs.get(session, RUN_ID).run.status is RunStatus.WAITING
        return asked or bool(timers.overdue(session, NOW + SECOND))


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return a_setup(tmp_path)


@pytest.mark.parametrize("opened_at", [NOW, NOW - SECOND])
@pytest.mark.parametrize("link_first", [True, False])
def test_a_survey_due_at_the_moment_its_link_is_opened_is_not_lost(
    postgresql_schema_url: str, setup: Setup, *, link_first: bool, opened_at: datetime
) -> None:
    database = Database(postgresql_schema_url)
    with database.transaction() as session:
        a_run_without_a_chat(session)
    with database.transaction() as session:
        (timer,) = timers.claim_due(session, NOW)

    def open_link(session: Session) -> None:
        open_chat(Turn(session, setup, opened_at), a_conversation(session), TOKEN)

    def fire(session: Session) -> None:
        fire_timer(Turn(session, setup, NOW), timer)

    at_once(database, *((open_link, fire) if link_first else (fire, open_link)))
    assert stands_well(database)
    database.dispose()


@pytest.mark.parametrize("link_first", [True, False])
def test_a_purchase_told_again_at_the_moment_its_link_is_opened_is_asked_about(
    postgresql_schema_url: str, setup: Setup, *, link_first: bool
) -> None:
    database = Database(postgresql_schema_url)
    token = link_token(setup.secret, "shop", "1001")
    with database.transaction() as session:
        links.issue(session, a_purchase(session).id, token, NOW - DAY, NOW + DAY)
        a_conversation(session)

    def open_link(session: Session) -> None:
        open_chat(Turn(session, setup, NOW), a_conversation(session), token)

    def tell(session: Session) -> None:
        assert register_purchase(Turn(session, setup, NOW), "shop", A_DELIVERY).was_new

    at_once(database, *((open_link, tell) if link_first else (tell, open_link)))
    with database.reading() as session:
        assert runs.conversation_of(session, RUN_ID) is not None
    assert stands_well(database)
    database.dispose()


def test_a_survey_without_a_chat_waits_for_its_link_and_is_asked_then(
    database: Database, setup: Setup
) -> None:
    with database.transaction() as session:
        a_run_without_a_chat(session)
        assert begin_run(Turn(session, setup, NOW), RUN_ID, came_by_link=False) is Begun.WAITS_FOR_LINK
        fire_all(session, setup)
    assert not stands_well(database)
    with database.transaction() as session:
        open_chat(Turn(session, setup, NOW + DAY - SECOND), a_conversation(session), TOKEN)
    assert stands_well(database)


def test_of_two_surveys_due_before_the_link_is_opened_the_second_gets_its_timer_back(
    database: Database, setup: Setup
) -> None:
    with database.transaction() as session:
        a_run_without_a_chat(session)
        second = runs.add_run(session, new_run(a_purchase(session), touchpoint="reminder"), NOW)
        assert second is not None
        timers.replace_all(session, second, 0, [("start", NOW)])
        fire_all(session, setup)
        open_chat(Turn(session, setup, NOW), a_conversation(session), TOKEN)
        assert [timer.run_id for timer in due(session)] == [second]


def due(session: Session) -> list[DueTimer]:
    return timers.claim_due(session, NOW)


def fire_all(session: Session, setup: Setup) -> None:
    for timer in due(session):
        fire_timer(Turn(session, setup, NOW), timer)
