"""No platform sees more than it allows, whoever sends; what it forbids for a while is held for as long."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.relay import PLATFORM_LIMITS
from storage import budgets
from storage.database import Database
from storage.outbox import AHEAD
from tests.storage.letters import LIMITS, card, claim, draft, queue, sent
from tests.storage.seeds import MINUTE, NOW, SECOND
from tests.storage.threads import race

TICK = timedelta(milliseconds=250)


def busiest_second(moments: Sequence[datetime]) -> int:
    """The most of them in any span of one second, its end not included."""
    ordered = sorted(moments)
    return max(sum(start <= moment < start + SECOND for moment in ordered) for start in ordered)


def send_for(database: Database, seconds: int) -> list[tuple[str, datetime]]:
    """Claims and sends with a clock of its own; (budget, moment) of every letter that left."""
    left: list[tuple[str, datetime]] = []
    for tick in range(4 * seconds):
        claims = claim(database, NOW + tick * TICK, limits=LIMITS)
        left += [(one.item.budget, one.send_at) for one in claims]
        assert all(NOW + tick * TICK <= one.send_at <= NOW + tick * TICK + AHEAD for one in claims)
        sent(database, *[one.item.id for one in claims])
    return left


def test_a_chat_gets_one_a_second_and_all_together_thirty(database: Database) -> None:
    queue(database, *[draft(f"chat {number % 40}") for number in range(200)])
    left = send_for(database, 8)
    assert len(left) == 200
    assert busiest_second([moment for _, moment in left]) in {29, 30}
    for chat, count in Counter(budget for budget, _ in left).items():
        assert count == 5
        assert busiest_second([moment for budget, moment in left if budget == chat]) == 1


def test_a_slack_channel_gets_one_a_second_from_all_its_tickets(database: Database) -> None:
    queue(database, *[card(str(number)) for number in range(6)], card("7", "#other"))
    left = send_for(database, 8)
    assert busiest_second([moment for budget, moment in left if budget == "slack:#complaints"]) == 1
    assert Counter(budget for budget, _ in left) == {"slack:#complaints": 6, "slack:#other": 1}


def test_senders_that_race_share_one_limit(database: Database) -> None:
    queue(database, *[draft(f"chat {number}") for number in range(100)])

    def claim_some(owner: str) -> list[datetime]:
        claims = [one for _ in range(3) for one in claim(database, limits=LIMITS, owner=owner, most=10)]
        return [one.send_at for one in claims]

    moments = [at for share in race(*[lambda owner=o: claim_some(owner) for o in "abcd"]) for at in share]
    assert len(moments) == len(set(moments)) > 0
    assert busiest_second(moments) <= 30


def test_those_who_need_the_same_budgets_never_wait_in_a_ring(postgresql_schema_url: str) -> None:
    """New budgets and known ones alike, in whatever order they are asked for."""
    database = Database(postgresql_schema_url)
    names = [str(number) for number in range(500)]

    def lock(wanted: list[str]) -> int:
        with database.transaction() as session:
            return len(budgets.lock(session, wanted, NOW))

    for _ in range(3):
        both_ways = [lambda: lock(names), lambda: lock(names[::-1])]
        assert race(*both_ways * 2) == [500] * 4
    database.dispose()


def test_budgets_are_made_and_locked_in_the_order_of_their_names(postgresql_schema_url: str) -> None:
    """What the test above shows by trying: a ring needs two orders."""
    database = Database(postgresql_schema_url)
    with database.transaction() as session:
        locked = budgets.lock(session, ["c", "a", "d", "b"], NOW)
        made = session.connection().execute(text("SELECT name FROM send_budget ORDER BY ctid")).scalars()
        assert (list(locked), list(made)) == (["a", "b", "c", "d"], ["a", "b", "c", "d"])
    database.dispose()


def test_a_chat_on_hold_gets_nothing_and_the_others_do(database: Database) -> None:
    queue(database, draft("a"), draft("b"))
    with database.transaction() as session:
        budgets.hold_until(session, {"a"}, NOW + MINUTE, NOW)
    assert [one.item.budget for one in claim(database, limits=LIMITS)] == ["b"]
    assert claim(database, NOW + MINUTE - AHEAD - TICK, limits=LIMITS) == []
    (late,) = claim(database, NOW + MINUTE - AHEAD, limits=LIMITS)
    assert late.send_at == NOW + MINUTE


def test_a_whole_channel_on_hold_gets_nothing(database: Database) -> None:
    queue(database, draft("a"), draft("b"), card("1"))
    with database.transaction() as session:
        budgets.hold_until(session, {"all of telegram"}, NOW + MINUTE, NOW)
    assert [one.item.channel for one in claim(database, limits=LIMITS)] == ["slack"]
    assert len(claim(database, NOW + MINUTE, limits=LIMITS)) == 2


def test_a_channel_without_a_limit_of_its_own_is_held_as_a_whole_and_else_slows_nothing(
    database: Database,
) -> None:
    queue(database, card("1"), card("2"), card("3", "#other"), card("4", "#third"))
    assert [one.send_at for one in claim(database, limits=LIMITS, most=2)] == [NOW, NOW + SECOND]
    (at_once,) = claim(database, limits=LIMITS, most=1)
    assert (at_once.item.budget, at_once.send_at) == ("slack:#other", NOW)
    with database.transaction() as session:
        budgets.hold_until(session, {"slack:#other", "all of slack"}, NOW + MINUTE, NOW)
    assert claim(database, limits=LIMITS) == []
    assert len(claim(database, NOW + MINUTE, limits=LIMITS)) == 1


def test_a_hold_is_never_shortened(database: Database) -> None:
    with database.transaction() as session:
        budgets.hold_until(session, {"a"}, NOW + MINUTE, NOW)
        budgets.hold_until(session, {"a"}, NOW + SECOND, NOW)
        assert budgets.free_within(session, ["a", "b"], NOW + SECOND) == {"b"}
        assert budgets.free_within(session, ["a", "b"], NOW + MINUTE) == {"a", "b"}


def test_what_is_refused_takes_no_place(database: Database) -> None:
    with database.transaction() as session:
        budgets.hold_until(session, {"a"}, NOW + MINUTE, NOW)
        locked = budgets.lock(session, ["a", "b"], NOW)
        assert budgets.reserve(locked, {"a": SECOND, "b": SECOND}, NOW, AHEAD) is None
        assert budgets.reserve(locked, {"b": SECOND}, NOW, AHEAD) == NOW
        assert budgets.reserve(locked, {}, NOW, AHEAD) == NOW
        budgets.save(session, locked)
    with database.transaction() as session:
        assert budgets.lock(session, [], NOW) == {}
        assert budgets.lock(session, ["b"], NOW)["b"] == NOW + SECOND


@given(st.lists(st.integers(0, 400), min_size=1, max_size=120))
def test_the_limits_of_the_program_keep_thirty_a_second(pauses: list[int]) -> None:
    """Whenever places are asked for (pauses in ms), no second holds more than Telegram allows."""
    interval = PLATFORM_LIMITS["telegram"]["all of telegram"]
    budget = {"all of telegram": NOW}
    now, moments = NOW, []
    for pause in pauses:
        now += timedelta(milliseconds=pause if pause > 200 else 0)
        moments.append(budgets.reserve(budget, {"all of telegram": interval}, now, timedelta(days=1)))
    assert busiest_second([moment for moment in moments if moment is not None]) <= 30
