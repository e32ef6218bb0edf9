"""What can go wrong with the store, in terms that callers decide on."""


class StorageError(Exception):
    """Base of all errors of this package."""


class StoreUnavailable(StorageError):
    """The database cannot take the turn now (locked, full, unreachable): try again later."""


class StoreDamaged(StoreUnavailable):
    """The database file is damaged. Some of it may still be read and written, which mends nothing."""


class RunMovedOn(StorageError):
    """The run was moved by somebody else since it was read. Nothing was changed."""


class SchemaOutOfDate(StorageError):
    """The database's schema is not the one this program knows; the message says what to do."""


class UnsuitablePlace(StorageError):
    """The database file lies where SQLite cannot keep it safe."""
