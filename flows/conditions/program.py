"""The CEL library, loaded with the first condition: it brings a command line of its own along, which a start
need not wait for.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import cel


@lru_cache(maxsize=1024)
def compile_source(source: str) -> "cel.Program":
    """The source ready to be evaluated; raises `ValueError` where it is not CEL."""
    import cel  # noqa: PLC0415  see above

    return cel.compile(source)


def evaluate(source: str, values: Mapping[str, object]) -> object:
    """The value of an expression; raises what the library raises where it has none."""
    return compile_source(source).execute(dict(values))
