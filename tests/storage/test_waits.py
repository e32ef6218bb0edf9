"""After the clock was set back, nothing waits for a moment that was near on the wrong one."""

from storage import budgets, outbox, waits
from storage.database import Database
from tests.storage.letters import LIMITS, claim, claimed_ids, draft, queue
from tests.storage.seeds import DAY, MINUTE, NOW, SECOND


def test_what_was_near_on_the_wrong_clock_is_due(database: Database) -> None:
    ahead = NOW + DAY
    first, later = queue(database, draft("a"), draft("a"), at=ahead)
    (taken,) = claim(database, ahead, limits=LIMITS)
    with database.transaction() as session:
        outbox.retry(session, taken.item, ahead + SECOND, "try again", uncertain=False)
    assert claim(database, NOW, limits=LIMITS) == []
    with database.transaction() as session:
        waits.end_waits(session, NOW)
    assert [one.item.id for one in claim(database, NOW, limits=LIMITS)] == [first]
    assert later > first


def test_a_wait_that_is_not_too_long_goes_on(database: Database) -> None:
    queue(database, draft())
    (taken,) = claim(database)
    with database.transaction() as session:
        outbox.retry(session, taken.item, NOW + MINUTE, "too many requests", uncertain=False)
        budgets.hold_until(session, {"a"}, NOW + MINUTE, NOW)
        waits.end_waits(session, NOW, MINUTE)
    assert claim(database, NOW) == []
    with database.transaction() as session:
        assert budgets.lock(session, ["a"], NOW) == {"a": NOW + MINUTE}
        waits.end_waits(session, NOW, MINUTE - SECOND)
        assert budgets.lock(session, ["a"], NOW) == {"a": NOW}
    assert len(claim(database, NOW)) == 1


def test_a_lease_is_kept_and_no_longer_than_a_new_one(database: Database) -> None:
    (item,) = queue(database, draft())
    claim(database, NOW + DAY)
    with database.transaction() as session:
        waits.end_waits(session, NOW)
    assert claimed_ids(database, NOW + outbox.LEASE) == []
    assert claimed_ids(database, NOW + outbox.LEASE + SECOND) == [item]
