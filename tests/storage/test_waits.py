"""After the clock was set back, nothing waits for a moment that was near on the wrong one."""

from storage import outbox, waits
from storage.database import Database
from tests.storage.letters import LIMITS, claim, claimed_ids, draft, queue
from tests.storage.seeds import DAY, NOW, SECOND


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


def test_a_lease_is_kept_and_no_longer_than_a_new_one(database: Database) -> None:
    (item,) = queue(database, draft())
    claim(database, NOW + DAY)
    with database.transaction() as session:
        waits.end_waits(session, NOW)
    assert claimed_ids(database, NOW + outbox.LEASE) == []
    assert claimed_ids(database, NOW + outbox.LEASE + SECOND) == [item]
