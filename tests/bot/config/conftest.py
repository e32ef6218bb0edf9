"""A desk for an admin, in a folder of its own."""

from pathlib import Path

import pytest

from tests.bot.config.planting import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
