"""What the installation made up is made up once."""

from storage import settings
from storage.database import Database
from tests.storage.threads import race


def secret_of(database: Database) -> bytes:
    with database.transaction() as session:
        return settings.instance_secret(session)


def test_the_secret_is_made_once_even_by_two_at_a_time(database: Database) -> None:
    made = race(*[lambda: secret_of(database)] * 4)
    assert len(set(made)) == 1
    assert len(made[0]) == 32
    assert secret_of(database) == made[0]


def test_replicas_may_learn_the_name_at_the_same_moment(database: Database) -> None:
    def learn() -> None:
        with database.transaction() as session:
            settings.remember_username(session, "7", "shop_bot")

    race(*[learn] * 8)
    with database.reading() as session:
        assert settings.remembered_username(session, "7") == "shop_bot"


def test_two_databases_have_two_secrets(sqlite_schema_url: str, postgresql_schema_url: str) -> None:
    databases = [Database(url) for url in (sqlite_schema_url, postgresql_schema_url)]
    assert len({secret_of(database) for database in databases}) == 2
    for database in databases:
        database.dispose()


def test_the_last_name_of_a_bot_is_remembered(database: Database) -> None:
    with database.transaction() as session:
        assert settings.remembered_username(session, "7") is None
        settings.remember_username(session, "7", "shop_bot")
        settings.remember_username(session, "8", "other_bot")
    with database.transaction() as session:
        settings.remember_username(session, "7", "new_shop_bot")
    with database.reading() as session:
        assert settings.remembered_username(session, "7") == "new_shop_bot"
        assert settings.remembered_username(session, "8") == "other_bot"
