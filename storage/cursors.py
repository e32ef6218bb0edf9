"""A cursor on PostgreSQL whose errors name what went wrong, and quote no row.

The server says it in one sentence, and may add a DETAIL that holds a whole row, or the key that was there
before (https://www.postgresql.org/docs/current/protocol-error-fields.html). An error goes to the log and into
dead letters, where no customer's words belong.
"""

from typing import Any, Self

from psycopg import Cursor, Error


class DiscreetCursor(Cursor[Any]):
    def execute(self, *arguments: Any, **options: Any) -> Self:
        try:
            return super().execute(*arguments, **options)
        except Error as error:
            _keep_first_sentence(error)
            raise

    def executemany(self, *arguments: Any, **options: Any) -> None:
        try:
            super().executemany(*arguments, **options)
        except Error as error:
            _keep_first_sentence(error)
            raise


def _keep_first_sentence(error: Error) -> None:
    """What the driver itself says, as of a connection that broke, is no word of the server's and stays."""
    if error.diag.message_primary is not None:
        error.args = (error.diag.message_primary,)
