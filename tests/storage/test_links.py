"""A link opens one purchase for one chat."""

from dataclasses import replace

from sqlmodel import select

from storage import links
from storage.database import Database
from storage.records import Link
from storage.tables import LinkRow
from tests.storage.seeds import ADA, DAY, NOW, a_conversation, a_purchase
from tests.storage.threads import race

TOKEN = "visibly-fake-token"


def issue(database: Database) -> Link:
    with database.transaction() as session:
        links.issue(session, a_purchase(session).id, TOKEN, NOW, NOW + DAY)
        found = links.find(session, TOKEN)
    assert found is not None
    return found


def test_a_link_is_found_by_its_token(database: Database) -> None:
    link = issue(database)
    assert (link.issued_at, link.expires_at) == (NOW, NOW + DAY)
    assert (link.opened_at, link.conversation_id) == (None, None)
    with database.reading() as session:
        assert links.of_purchase(session, link.purchase_id) == link
        assert links.find(session, "another-token") is None
        assert links.find(session, "\udcff not even text") is None
        assert links.of_purchase(session, link.purchase_id + 1) is None


def test_the_token_itself_is_not_kept(database: Database) -> None:
    issue(database)
    with database.reading() as session:
        assert TOKEN not in str(session.exec(select(LinkRow)).one().model_dump())


def test_a_link_issued_again_stays_as_it_is(database: Database) -> None:
    link = issue(database)
    with database.transaction() as session:
        links.issue(session, link.purchase_id, TOKEN, NOW + DAY, NOW + 2 * DAY)
        assert links.find(session, TOKEN) == link


def test_the_first_chat_is_bound_and_may_come_back(database: Database) -> None:
    link = issue(database)
    with database.transaction() as session:
        ada, bob = a_conversation(session).id, a_conversation(session, replace(ADA, address="2")).id
        assert links.bind(session, link.id, ada, NOW)
    with database.transaction() as session:
        assert links.bind(session, link.id, ada, NOW + DAY)
        assert not links.bind(session, link.id, bob, NOW + DAY)
    with database.reading() as session:
        assert links.find(session, TOKEN) == replace(link, opened_at=NOW, conversation_id=ada)


def test_of_chats_that_race_for_a_link_one_is_bound(database: Database) -> None:
    link = issue(database)
    with database.transaction() as session:
        chats = [a_conversation(session, replace(ADA, address=str(number))).id for number in range(4)]

    def bind(chat: int) -> bool:
        with database.transaction() as session:
            return links.bind(session, link.id, chat, NOW)

    bound = race(*[lambda chat=chat: bind(chat) for chat in chats])
    assert bound.count(True) == 1
    with database.reading() as session:
        found = links.find(session, TOKEN)
    assert found is not None
    assert found.conversation_id == chats[bound.index(True)]
