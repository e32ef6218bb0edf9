"""How a row is locked until the commit.

`FOR NO KEY UPDATE` keeps others from changing the row, yet lets them insert rows that refer to it: with a
plain `FOR UPDATE` a shop's event and the customer's tap on its link, each holding what the other refers to,
would deadlock. What the session has read of the row before is read anew, since it may have changed while
waiting. SQLite needs none of this and ignores it: its transactions begin with the only write lock there is.
"""

from typing import Any, TypeVar

from sqlalchemy import Select

QueryT = TypeVar("QueryT", bound=Select[*tuple[Any, ...]])


def locked(query: QueryT, *, of: type | None = None) -> QueryT:
    """`of` names the table whose rows are meant, in a query over several."""
    return query.with_for_update(key_share=True, of=of).execution_options(populate_existing=True)
