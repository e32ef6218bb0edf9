"""What has changed counts once it has come to rest."""

from pathlib import Path

import pytest

from bot.watching import Watch
from tests.bot.config.planting import BUSINESS, CONNECTIONS, FLOW, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    """One that has read what stands there."""
    (tmp_path / "config.toml").write_text("")
    watch = Watch([tmp_path / "config.toml", tmp_path / "surveys"])
    assert [watch.look(), watch.look()] == [False, True]
    watch.read([])
    assert not watch.look()
    return watch


def test_what_is_still_being_written_is_not_read(watch: Watch, tmp_path: Path) -> None:
    for text in ("h", "half", "half of it"):
        (tmp_path / "config.toml").write_text(text)
        assert not watch.look()
    assert watch.look()
    assert watch.look()  # as long as nobody has read it
    watch.read([])
    assert not watch.look()


def test_a_file_may_appear_in_a_folder_that_was_not_there(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "surveys").mkdir()
    (tmp_path / "surveys" / "delivery.toml").write_text("")
    assert [watch.look(), watch.look()] == [False, True]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_file_that_a_pattern_will_name_is_waited_for(desk: Desk, *, is_there: bool) -> None:
    if is_there:
        (desk.folder / "surveys").mkdir()
    loaded = desk.load('include = ["surveys/*.toml"]\n' + BUSINESS + CONNECTIONS)
    watch = Watch(loaded.looked_at)
    assert [watch.look(), watch.look()] == [False, True]
    watch.read(loaded.looked_at)
    desk.write(FLOW, "surveys/delivery.toml")
    assert [watch.look(), watch.look()] == [False, True]


def test_what_is_saved_while_it_is_read_is_seen_later(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("one")
    assert [watch.look(), watch.look()] == [False, True]
    (tmp_path / "config.toml").write_text("two, while it is read")
    watch.read([])
    assert [watch.look(), watch.look()] == [False, True]
