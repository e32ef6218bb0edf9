"""How many customers wait at a question, whatever revision of its flow they are on."""

from storage import flow_revisions, runs
from storage.database import Database
from tests.storage.seeds import FLOW, NOW, a_waiting_run


def counted(database: Database, flow: str = "after_delivery") -> dict[str, int]:
    with database.reading() as session:
        return runs.customers_at(session, flow)


def test_those_who_wait_are_counted_at_their_node(database: Database) -> None:
    with database.transaction() as session:
        a_waiting_run(session, "1001")
        a_waiting_run(session, "1002")
        a_waiting_run(session, "1003", node="reason")
    assert counted(database) == {"satisfaction": 2, "reason": 1}


def test_those_of_an_earlier_revision_count_at_nodes_that_are_gone(database: Database) -> None:
    changed = FLOW.model_copy(update={"nodes": FLOW.nodes[1:]})
    with database.transaction() as session:
        a_waiting_run(session, "1001")
        later = flow_revisions.save_revision(session, "after_delivery", changed, NOW)
        runs.change(session, a_waiting_run(session, "1002", node="reason").run.id, revision_id=later)
    assert counted(database) == {"satisfaction": 1, "reason": 1}


def test_tests_other_flows_and_what_is_over_do_not_count(database: Database) -> None:
    with database.transaction() as session:
        runs.change(session, a_waiting_run(session, "1001").run.id, is_test=True)
        runs.change(session, a_waiting_run(session, "1002").run.id, flow="other")
        runs.change(session, a_waiting_run(session, "1003").run.id, status="complete")
    assert counted(database) == {}
    assert counted(database, "other") == {"satisfaction": 1}


def test_a_customer_who_is_asked_about_two_purchases_is_one(database: Database) -> None:
    with database.transaction() as session:
        first = a_waiting_run(session, "1001")
        runs.change(session, a_waiting_run(session, "1002").run.id, customer_id=first.customer_id)
    assert counted(database) == {"satisfaction": 1}
