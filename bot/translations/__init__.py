"""The wordings of a configuration on their way to translators and back.

    configuration → texts → book (with the record) → sheet → CSV file
    CSV file → sheet → comparison with the book → edits of the files → configuration

Everything here is pure; `bot.cli` reads and writes the files.
"""

from bot.translations.book import Book, Source, Status
from bot.translations.comparison import Change, Comparison, compare
from bot.translations.edits import Edited, edit_files
from bot.translations.record import BadRecord, Record, digest_of, parse_record
from bot.translations.sheet import Cell, Fault, Line, Sheet, write_sheet
from bot.translations.sheet_reading import read_sheet
from bot.translations.texts import Text, texts_of

__all__ = [
    "BadRecord",
    "Book",
    "Cell",
    "Change",
    "Comparison",
    "Edited",
    "Fault",
    "Line",
    "Record",
    "Sheet",
    "Source",
    "Status",
    "Text",
    "compare",
    "digest_of",
    "edit_files",
    "parse_record",
    "read_sheet",
    "texts_of",
    "write_sheet",
]
