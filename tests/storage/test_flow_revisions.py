"""A flow is kept once per version, and comes back as it was."""

import pytest
from sqlalchemy.exc import NoResultFound

from flows.definition import Flow
from storage import flow_revisions
from storage.database import Database
from tests.storage.seeds import DAY, FLOW, NOW
from tests.storage.threads import race


def save(database: Database, name: str, flow: Flow) -> int:
    with database.transaction() as session:
        return flow_revisions.save_revision(session, name, flow, NOW)


def test_a_flow_comes_back_as_it_was(database: Database) -> None:
    revision_id = save(database, "after_delivery", FLOW)
    with database.reading() as session:
        assert flow_revisions.load_revision(session, revision_id) == FLOW


def test_the_same_flow_is_one_revision(database: Database) -> None:
    first = save(database, "after_delivery", FLOW)
    with database.transaction() as session:
        assert flow_revisions.save_revision(session, "after_delivery", FLOW, NOW + DAY) == first
    assert len(set(race(*[lambda: save(database, "other", FLOW)] * 4))) == 1
    assert save(database, "other", FLOW) != first


def test_a_changed_flow_is_another_revision_and_the_old_one_stays(database: Database) -> None:
    changed = FLOW.model_copy(update={"title": "After the delivery"})
    first, second = save(database, "after_delivery", FLOW), save(database, "after_delivery", changed)
    assert first != second
    with database.reading() as session:
        assert flow_revisions.load_revision(session, first) == FLOW
        assert flow_revisions.load_revision(session, second) == changed


def test_an_unknown_revision_is_none(database: Database) -> None:
    with pytest.raises(NoResultFound), database.reading() as session:
        flow_revisions.load_revision(session, 4711)
