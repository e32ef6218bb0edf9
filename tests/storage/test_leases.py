"""What a process had in hand when it died is due again; what a living one holds is left to it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from storage import leases, timers
from storage.database import Database
from storage.exclusive import Exclusive
from tests.storage.letters import claim, draft, queue
from tests.storage.seeds import MINUTE, NOW, SECOND, a_scheduled_run


@pytest.fixture
def database(postgresql_schema_url: str) -> Iterator[Database]:
    """On SQLite nobody has company."""
    database = Database(postgresql_schema_url)
    yield database
    database.dispose()


def absent(database: Database) -> set[str]:
    with database.transaction() as session:
        return leases.absent_owners(session, NOW)


def test_who_holds_leases_and_no_right_to_their_name_is_absent(database: Database) -> None:
    queue(database, draft("a"), draft("b"))
    claim(database, owner="dead", most=1)
    claim(database, owner="alive")
    right = Exclusive(database, leases.right_of("alive"))
    assert right.hold()
    assert absent(database) == {"dead"}
    right.release()
    assert absent(database) == {"dead", "alive"}


def test_a_look_at_a_name_takes_it_from_nobody(database: Database) -> None:
    queue(database, draft())
    claim(database, owner="one")
    assert absent(database) == {"one"}
    right = Exclusive(database, leases.right_of("one"))
    assert right.hold()
    right.release()


def test_who_holds_nothing_is_missed_by_nobody(database: Database) -> None:
    queue(database, draft())
    (held,) = claim(database, owner="dead")
    with database.transaction() as session:
        leases.end_leases_of(session, "dead", NOW)
    assert absent(database) == set()
    (again,) = claim(database, owner="alive")
    assert again.item == replace(held.item, attempts=2, uncertain=True)


def test_the_leases_of_one_end_and_those_of_others_stay(database: Database) -> None:
    queue(database, draft("a"), draft("b"), draft("c"))
    claim(database, owner="dead", most=1)
    claim(database, owner="alive", most=1)
    with database.transaction() as session:
        leases.end_leases_of(session, "dead", NOW)
    assert [(one.item.ordering_key, one.item.uncertain) for one in claim(database)] == [
        ("a", True),
        ("c", False),
    ]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_at_the_start_of_the_only_process_all_leases_end(kind: str, request: pytest.FixtureRequest) -> None:
    database = Database(request.getfixturevalue(f"{kind}_schema_url"))
    queue(database, draft("a"), draft("b"))
    claim(database, most=1)
    with database.transaction() as session:
        run = a_scheduled_run(session).run.id
        timers.replace_all(session, run, 1, [("remind", NOW), ("expire", NOW + MINUTE)])
    with database.transaction() as session:
        timers.claim_due(session, NOW)
    with database.transaction() as session:
        leases.end_all(session, NOW)
    assert [(one.item.ordering_key, one.item.uncertain) for one in claim(database)] == [
        ("a", True),
        ("b", False),
    ]
    with database.transaction() as session:
        assert [timer.attempts for timer in timers.claim_due(session, NOW + SECOND)] == [2]
    database.dispose()
