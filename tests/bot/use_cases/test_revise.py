"""Who decides what is in force decides alone, and what is on trial is on trial throughout."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.use_cases.revise import adopt, apply, changed_since, promote, set_up
from bot.use_cases.setup import Canary, InForce, Present, Setup
from bot.use_cases.staging import language_of, set_scene, time_zone_of
from bot.use_cases.turn import Turn
from storage import conversations, purchases, revisions
from storage.database import Database
from storage.errors import StoreUnavailable
from storage.records import stored_id
from tests.bot.test_scheduler import database_url
from tests.bot.use_cases.test_open_letter import a_setup
from tests.storage.seeds import NOW, a_scheduled_run

EVERYBODY_ON_TRIAL = 100


def another(setup: Setup, **business: object) -> Setup:
    changed = setup.config.business.model_copy(update=business)
    return replace(setup, config=setup.config.model_copy(update={"business": changed}))


def test_replicas_that_start_together_make_one_revision(database: Database, tmp_path: Path) -> None:
    """Also the very first, where there is no row yet to be locked."""
    config = a_setup(tmp_path).config
    impatient = Database(database_url(database), busy_timeout=timedelta(milliseconds=20))
    with database.transaction() as session:
        assert adopt(session, config, "the start", NOW) is not None
        with pytest.raises(StoreUnavailable), impatient.transaction() as other:
            adopt(other, config, "the start", NOW)
    with impatient.transaction() as other:
        assert adopt(other, config, "the start", NOW) is None
    impatient.dispose()


def test_a_larger_share_includes_the_smaller_one(database: Database, tmp_path: Path) -> None:
    before = a_setup(tmp_path)
    tried = another(before, name="Bottega Verdi").config
    with database.transaction() as session:
        adopt(session, before.config, "the start", NOW)
        few = apply(session, tried, "Maria", 10, NOW)
        canary = set_up(session, before.config, "").canary
        many = apply(session, tried, "Maria", 50, NOW)
        wider = set_up(session, before.config, "").canary
    assert canary is not None
    assert wider is not None
    assert (few.revision_id, canary.share, wider.share) == (many.revision_id, 10, 50)
    customers = [f"c-{number}" for number in range(200)]
    asked = set(filter(canary.is_for, customers))
    assert asked < set(filter(wider.is_for, customers))


def test_what_is_on_trial_is_in_force_for_all_once_it_is_applied(database: Database, tmp_path: Path) -> None:
    before = a_setup(tmp_path)
    tried = another(before, name="Bottega Verdi").config
    with database.transaction() as session:
        adopt(session, before.config, "the start", NOW)
        on_trial = apply(session, tried, "Maria", 10, NOW)
        assert apply(session, tried, "Maria", 100, NOW) == on_trial
        assert [(each.id, each.state) for each in revisions.newest(session, 9)] == [
            (on_trial.revision_id, "in force"),
            (1, "replaced"),
        ]
        with pytest.raises(Exception, match="no revision is being tried"):
            promote(session, NOW)


def test_a_turn_keeps_what_it_began_with(database: Database, tmp_path: Path) -> None:
    """Turns run in threads of their own: what is looked up twice in one must not be another thing."""
    present = Present(a_setup(tmp_path))
    began = present.setup
    with database.transaction() as session:
        adopt(session, began.config, "the start", NOW)
        turn = Turn(session, present.setup, NOW)
        adopt(session, another(began, name="Bottega Verdi").config, "a saved file", NOW)
        changed = changed_since(session, present.setup, began.config)
        assert changed is not None
        present.take_up(*changed)
        present.learn_name("verdi_bot")
    assert turn.setup is began
    assert (present.setup.config.business.name, present.setup.revision_id) == ("Bottega Verdi", 2)
    assert (present.setup.secret, present.setup.bot_username) == (began.secret, "verdi_bot")


def test_whoever_meets_what_is_on_trial_meets_all_of_it(database: Database, tmp_path: Path) -> None:
    live = a_setup(tmp_path)
    tried = another(live, name="Bottega Verdi", languages=("de", "en"), timezone="Europe/Berlin")
    setup = replace(live, canary=Canary(InForce(tried.config, 2), EVERYBODY_ON_TRIAL))
    with database.transaction() as session:
        stored = a_scheduled_run(session)
        conversation = conversations.get(session, stored_id(stored.conversation_id))
        known = purchases.get_customer(session, stored.customer_id)
    customer = replace(known, language="de", time_zone=None)
    scene = set_scene(setup, conversation, customer, None, "de")
    assert scene.facts["business"] == {
        "name": "Bottega Verdi",
        "privacy_url": live.config.business.privacy_url,
    }
    assert language_of(setup, conversation, customer) == "de"
    assert time_zone_of(setup, customer) == scene.time_zone == "Europe/Berlin"
