"""What could not be handled is kept whole."""

from sqlmodel import select

from storage import dead_letters
from storage.database import Database
from storage.tables import DeadLetterRow
from tests.storage.seeds import NOW


def test_a_dead_letter_keeps_everything(database: Database) -> None:
    payload = {"update_id": 1, "message": {"text": "ünïcode 🙂", "entities": [None, 1.5, True]}}
    with database.transaction() as session:
        assert dead_letters.count(session) == 0
        dead_letters.bury(session, "telegram", "1", payload, "Traceback: …", NOW)
    with database.reading() as session:
        assert dead_letters.count(session) == 1
        row = session.exec(select(DeadLetterRow)).one()
        assert (row.source, row.key, row.payload, row.traceback, row.buried_at) == (
            "telegram",
            "1",
            payload,
            "Traceback: …",
            NOW,
        )
