"""The statements of a turn's hot path: compiled once for each engine, then run on the driver's connection.

SQLAlchemy spends ten times longer on a statement than SQLite needs to run it. What runs at every turn is
therefore written in SQLAlchemy as everything else is, compiled when it is first used, and from then on handed
to the driver with its values. Types are converted as SQLAlchemy would.

Nothing here flushes what a session holds, or refreshes it. So what is written by a prepared statement is also
read by one, and nothing in `storage` leaves a change of a session unflushed.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter, methodcaller
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine
from sqlmodel import Session
from sqlmodel.sql.sqltypes import UTCDateTime

_Convert = Callable[[Any], Any]

_ALL: _Convert = methodcaller("fetchall")
_FIRST: _Convert = methodcaller("fetchone")
_COUNT: _Convert = attrgetter("rowcount")


def keep_driver(session: Session, connection: Connection) -> None:
    """Tells once for a transaction which connection of the driver it is on: asking each time costs more than
    most statements.
    """
    session.info["driver"] = connection.connection.driver_connection
    session.info["dialect"] = connection.dialect


class Prepared:
    """One statement. Its values are given by the names of its `bindparam`s."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._forms: dict[str, _Form] = {}

    def rows(self, session: Session, /, **values: Any) -> list[Any]:
        """All rows, as named tuples of the statement's columns."""
        form = self._form(session)
        return [form.shape(row) for row in form.execute(session, form.arrange(values), _ALL)]

    def first(self, session: Session, /, **values: Any) -> Any | None:
        """The first row, or None."""
        form = self._form(session)
        row = form.execute(session, form.arrange(values), _FIRST)
        return None if row is None else form.shape(row)

    def one(self, session: Session, /, **values: Any) -> Any:
        """The first row. Raises `sqlalchemy.exc.NoResultFound` if there is none."""
        row = self.first(session, **values)
        if row is None:
            raise NoResultFound("no row was found when one was required")
        return row

    def run(self, session: Session, /, **values: Any) -> int:
        """How many rows it changed."""
        form = self._form(session)
        changed: int = form.execute(session, form.arrange(values), _COUNT)
        return changed

    def run_for_all(self, session: Session, many: Iterable[Mapping[str, Any]]) -> None:
        """The same for each set of values."""
        form = self._form(session)
        if arranged := [form.arrange(values) for values in many]:
            form.execute_many(session, arranged)

    def _form(self, session: Session) -> "_Form":
        dialect: Dialect = session.info["dialect"]
        form = self._forms.get(dialect.name)
        if form is None:
            form = self._forms[dialect.name] = _Form(self._statement, dialect)
        return form


class _Value(NamedTuple):
    """A value of the statement: given under this name, or, without a name, always the same."""

    name: str | None
    constant: Any
    convert: _Convert | None


class _Form:
    """A statement as one engine's driver takes it."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self._dialect = dialect
        self._text = str(compiled)
        values = _values(compiled, dialect)
        order = compiled.positiontup
        self._places = None if order is not None else tuple(values)
        self._values = [values[place] for place in order or values]
        columns = list(getattr(statement, "exported_columns", ()))
        self._types = [column.type for column in columns]
        self._row: Any = namedtuple("Row", [column.key for column in columns])  # type: ignore[misc]  # noqa: PYI024  # known here only
        self._converters: list[tuple[int, _Convert]] | None = None

    def arrange(self, given: Mapping[str, Any]) -> Any:
        """The values as the driver wants them: by place (SQLite) or by name (PostgreSQL)."""
        cells = [
            constant if name is None else given[name] if convert is None else convert(given[name])
            for name, constant, convert in self._values
        ]
        return cells if self._places is None else dict(zip(self._places, cells, strict=True))

    def shape(self, row: Any) -> Any:
        cells = list(row)
        for at, convert in self._converters or ():
            if cells[at] is not None:
                cells[at] = convert(cells[at])
        return self._row._make(cells)

    def execute(self, session: Session, values: Any, take: _Convert) -> Any:
        """What `take` makes of the cursor. Raises `sqlalchemy.exc.DBAPIError`."""
        try:
            cursor = session.info["driver"].execute(self._text, values)
            if self._converters is None:
                self._converters = self._learn(cursor.description or ())
            return take(cursor)
        except self._errors as error:
            raise self._wrapped(error) from error

    def execute_many(self, session: Session, many: list[Any]) -> None:
        try:
            session.info["driver"].cursor().executemany(self._text, many)
        except self._errors as error:
            raise self._wrapped(error) from error

    def _learn(self, description: Sequence[Any]) -> list[tuple[int, _Convert]]:
        """How cells become values, which depends on the types in which the driver gives them."""
        codes = [column[1] for column in description]
        converters = [
            _from_database(kind, code, self._dialect) for kind, code in zip(self._types, codes, strict=True)
        ]
        return [(at, convert) for at, convert in enumerate(converters) if convert]

    @property
    def _errors(self) -> type[Exception]:
        errors: type[Exception] = self._dialect.loaded_dbapi.Error
        return errors

    def _wrapped(self, error: Exception) -> Exception:
        """As SQLAlchemy would raise it."""
        wrapped: Any = DBAPIError.instance(self._text, None, error, self._errors, dialect=self._dialect)
        return cast("Exception", wrapped)


def _values(compiled: SQLCompiler, dialect: Dialect) -> dict[str, _Value]:
    """Every value of the statement by its place there."""
    defaults = {column.key: _scalar(column.default) for column in compiled.insert_prefetch}
    values: dict[str, _Value] = {}
    for bind, place in compiled.bind_names.items():
        convert = _to_database(bind.type, dialect)
        if bind.required:
            values[place] = _Value(place, None, convert)
        else:
            constant = defaults.get(place, bind.effective_value)
            values[place] = _Value(None, convert(constant) if convert else constant, None)
    return values


def _scalar(default: object) -> Any:
    """A column's default. One that is computed for each row has to be given as a value."""
    if not isinstance(default, ScalarElementColumnDefault):
        raise TypeError(f"a prepared insert must be given what {default} computes")
    return default.arg


def _to_database(kind: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    return _remembering(kind, kind.dialect_impl(dialect).bind_processor(dialect))


def _from_database(kind: TypeEngine[Any], code: object, dialect: Dialect) -> _Convert | None:
    return _remembering(kind, kind.dialect_impl(dialect).result_processor(dialect, code))


def _remembering(kind: TypeEngine[Any], convert: _Convert | None) -> _Convert | None:
    """One turn writes the same moment many times, and reads what it and the last one wrote."""
    return lru_cache(maxsize=1024)(convert) if convert and isinstance(kind, UTCDateTime) else convert
