"""What conditions and texts may name: a tree of values with their kinds, and words on a wrong name. Values
themselves stand in tables of the same shape.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

Path = tuple[str, ...]
"""A name in full, one piece per dot: `("customer", "first_name")`."""

RESERVED_WORDS = frozenset(
    {
        "as",
        "break",
        "const",
        "continue",
        "else",
        "false",
        "for",
        "function",
        "if",
        "import",
        "in",
        "let",
        "loop",
        "namespace",
        "null",
        "package",
        "return",
        "true",
        "var",
        "void",
        "while",
    }
)
"""Words that CEL keeps for itself (language definition, "Syntax"), so that nothing of ours may have such a
name.
"""


class Kind(StrEnum):
    """What a value is. `DATE` and `CURRENCY` are texts of a known form, `LIST` holds texts, `MAP` has keys
    that nobody knows beforehand, `ANY` is a value of those.
    """

    INT = "a whole number"
    FLOAT = "a number"
    STRING = "text"
    DATE = "a date"
    CURRENCY = "a currency"
    BOOL = "true or false"
    LIST = "a list"
    MAP = "a table with keys of its own"
    ANY = "a value of unknown kind"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value; `optional` when it can be missing, so that a text needs a default for it."""

    kind: Kind
    optional: bool = False


def value_at(values: object, path: Path) -> object | None:
    """The value of this name in tables that are nested like names; None where there is none."""
    for name in path:
        values = values.get(name) if isinstance(values, Mapping) else None
    return values


def place(values: dict[str, object], path: Path, value: object) -> None:
    """Gives this name a value. Tables on the way are made anew, since those that are there may be others'."""
    *tables, last = path
    for name in tables:
        inner = values.get(name)
        values[name] = values = dict(inner) if isinstance(inner, Mapping) else {}
    values[last] = value


@dataclass(frozen=True, slots=True)
class UnknownName:
    """Why a path leads nowhere; `piece` is the position in the path of the first piece that is wrong."""

    piece: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Names:
    """A table of names: each is a value, or a table again."""

    entries: Mapping[str, "Leaf | Names"]

    def find(self, path: Path) -> Leaf | UnknownName:
        """The value that the path leads to, or why there is none."""
        here: Leaf | Names = self
        for piece, name in enumerate(path):
            match here:
                case Leaf(Kind.MAP | Kind.ANY):
                    return Leaf(Kind.ANY, optional=True)
                case Leaf(kind):
                    whole = f"`{'.'.join(path[:piece])}`"
                    return UnknownName(
                        piece, f"{whole} is {kind} and has no `{name}`", f"write {whole} alone"
                    )
                case Names(entries) if name in entries:
                    here = entries[name]
                case _:
                    return UnknownName(
                        piece, f"there is no `{'.'.join(path[: piece + 1])}`", self._guess(path, piece)
                    )
        return here if isinstance(here, Leaf) else _unfinished(path, here)

    def paths(self) -> Iterator[Path]:
        """Every full name, in the order of the tables."""
        for name, entry in self.entries.items():
            if isinstance(entry, Leaf):
                yield (name,)
            else:
                yield from ((name, *rest) for rest in entry.paths())

    def _guess(self, path: Path, piece: int) -> str:
        """The most similar full name; else the table that has such a value; else the table's own names."""
        written = ".".join(path)
        names = {".".join(known): known for known in self.paths()}
        close = get_close_matches(written, names, n=1, cutoff=0.75)
        same_end = [
            name for name, known in names.items() if get_close_matches(path[-1], known[-1:], cutoff=0.85)
        ]
        siblings = [".".join(known[: piece + 1]) for known in names.values() if known[:piece] == path[:piece]]
        if guess := close or same_end:
            return f"did you mean `{guess[0]}`?"
        return f"known here: {', '.join(dict.fromkeys(siblings)) or 'nothing'}"


def _unfinished(path: Path, table: Names) -> UnknownName:
    examples = [".".join((*path, *rest)) for rest in table.paths()][:3]
    return UnknownName(
        len(path) - 1,
        f"`{'.'.join(path)}` is a group of values, not a value",
        f"name one of them, for example {', '.join(examples)}"
        if examples
        else "leave it out, for it is empty",
    )
