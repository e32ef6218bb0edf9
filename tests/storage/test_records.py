"""What is handed out is whole."""

import pytest

from storage.records import stored_id


def test_a_row_that_was_not_flushed_has_no_id() -> None:
    assert stored_id(7) == 7
    with pytest.raises(ValueError, match="not flushed"):
        stored_id(None)
