"""The statements of a turn's hot path: compiled once for each engine, then run on the driver's connection.

SQLAlchemy spends ten times longer on a statement than SQLite needs to run it. What runs at every turn is
therefore written in SQLAlchemy as everything else is, compiled when it is first used, and from then on handed
to the driver with its values. Types are converted as SQLAlchemy would.

Nothing here flushes what a session holds, or refreshes it. So what is written by a prepared statement is also
read by one, and nothing in `storage` leaves a change of a session unflushed.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import attrgetter, itemgetter, methodcaller
from typing import Any, cast

from sqlalchemy import BindParameter, Connection, bindparam
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

    def run_for_all(self, session: Session, many: Iterable[dict[str, Any]]) -> int:
        """The same for each set of values; how many rows all of them changed.

        For one alone psycopg's way of doing many would take twice as long.
        """
        form = self._form(session)
        match [form.arrange(values) for values in many]:
            case []:
                return 0
            case [one]:
                return cast("int", form.execute(session, one, _COUNT))
            case arranged:
                return form.execute_many(session, arranged)

    def _form(self, session: Session) -> "_Form":
        dialect: Dialect = session.info["dialect"]
        form = self._forms.get(dialect.name)
        if form is None:
            form = self._forms[dialect.name] = _Form(self._statement, dialect)
        return form


class Listing:
    """A query about the things of a list, prepared for few lengths of it: powers of two, of which the last
    thing fills what is left.
    """

    def __init__(self, query: Callable[[list[BindParameter[Any]]], ClauseElement]) -> None:
        """`query` makes the statement from as many values as a list has."""
        self._query = query
        self._by_length: dict[int, Prepared] = {}

    def rows(self, session: Session, things: Sequence[Any], /, **values: Any) -> list[Any]:
        """All rows; none for an empty list."""
        if not things:
            return []
        places = range(1 << (len(things) - 1).bit_length())
        listed = {f"listed_{at}": things[min(at, len(things) - 1)] for at in places}
        return self._for(len(places)).rows(session, **listed, **values)

    def _for(self, length: int) -> Prepared:
        if length not in self._by_length:
            listed: list[BindParameter[Any]] = [bindparam(f"listed_{at}") for at in range(length)]
            self._by_length[length] = Prepared(self._query(listed))
        return self._by_length[length]


class _Form:
    """A statement as one engine's driver takes it."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self._dialect = dialect
        self._text = str(compiled)
        self._constants = _constants(compiled, dialect)
        self._conversions = _conversions(compiled, dialect)
        self._pick = _picking(compiled.positiontup)
        columns = list(getattr(statement, "exported_columns", ()))
        self._types = [column.type for column in columns]
        self._row: Any = namedtuple("Row", [column.key for column in columns])  # type: ignore[misc]  # noqa: PYI024  # known here only
        self._converters: list[tuple[int, _Convert]] | None = None

    def arrange(self, given: dict[str, Any]) -> Any:
        """The values as the driver wants them: by place (SQLite) or by name (PostgreSQL)."""
        values = self._constants | given
        for name, convert in self._conversions:
            values[name] = convert(values[name])
        return self._pick(values)

    def shape(self, row: Any) -> Any:
        if not self._converters:
            return self._row._make(row)
        cells = list(row)
        for at, convert in self._converters:
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

    def execute_many(self, session: Session, many: list[Any]) -> int:
        """How many rows changed. Raises `sqlalchemy.exc.DBAPIError`."""
        try:
            cursor = session.info["driver"].cursor()
            cursor.executemany(self._text, many)
        except self._errors as error:
            raise self._wrapped(error) from error
        changed: int = cursor.rowcount
        return changed

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


def _constants(compiled: SQLCompiler, dialect: Dialect) -> dict[str, Any]:
    """The values of the statement that are always the same, as the driver takes them."""
    defaults = {column.key: _scalar(column.default) for column in compiled.insert_prefetch}
    constants: dict[str, Any] = {}
    for bind, name in compiled.bind_names.items():
        if not bind.required:
            constant = defaults.get(name, bind.effective_value)
            convert = _to_database(bind.type, dialect)
            constants[name] = convert(constant) if convert else constant
    return constants


def _conversions(compiled: SQLCompiler, dialect: Dialect) -> list[tuple[str, _Convert]]:
    """How values that are given become the driver's, where they are not the same."""
    kinds = {name: bind.type for bind, name in compiled.bind_names.items() if bind.required}
    converted = [(name, _to_database(kind, dialect)) for name, kind in kinds.items()]
    return [(name, convert) for name, convert in converted if convert]


def _picking(places: Sequence[str] | None) -> Callable[[dict[str, Any]], Any]:
    """Puts values in the order of their places, for a driver that wants them so."""
    if places is None:
        return dict
    if len(places) > 1:
        return itemgetter(*places)
    return lambda values: [values[place] for place in places]


def _scalar(default: object) -> Any:
    """A column's default. One that is computed for each row has to be given as a value."""
    if not isinstance(default, ScalarElementColumnDefault):
        raise TypeError(f"a prepared insert must be given what {default} computes")
    return default.arg


def _to_database(kind: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    if isinstance(kind, UTCDateTime):
        return _moment_to_database(dialect)
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _from_database(kind: TypeEngine[Any], code: object, dialect: Dialect) -> _Convert | None:
    if isinstance(kind, UTCDateTime):
        return _moment_from_database(dialect, code)
    return kind.dialect_impl(dialect).result_processor(dialect, code)


@lru_cache
def _moment_to_database(dialect: Dialect) -> _Convert | None:
    """One memory for all columns: a turn writes the same moment many times."""
    return _remembering(UTCDateTime().dialect_impl(dialect).bind_processor(dialect))


@lru_cache
def _moment_from_database(dialect: Dialect, code: object) -> _Convert | None:
    """One memory for all columns: a turn reads what it and the last one wrote."""
    return _remembering(UTCDateTime().dialect_impl(dialect).result_processor(dialect, code))


def _remembering(convert: _Convert | None) -> _Convert | None:
    return lru_cache(maxsize=4096)(convert) if convert else None
