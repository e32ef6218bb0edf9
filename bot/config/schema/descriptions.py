"""What editors say about a table and its keys: the docstring of its model, and the sentences on a key."""

import re
from inspect import cleandoc

from pydantic import BaseModel

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z`])")


def describe_table(table: type[BaseModel]) -> str:
    """Its docstring, each paragraph in one line."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in _own_words(table).split("\n\n"))


def describe_key(table: type[BaseModel], key: str) -> str:
    """The sentences that name the key in backticks, those of the tables that this one builds on included."""
    kinds = [kind for kind in table.__mro__ if issubclass(kind, BaseModel) and kind is not BaseModel]
    sentences = [
        sentence for kind in kinds for sentence in _SENTENCE_END.split(" ".join(_own_words(kind).split()))
    ]
    return " ".join(sentence for sentence in sentences if f"`{key}`" in sentence)


def _own_words(table: type[BaseModel]) -> str:
    return cleandoc(table.__dict__.get("__doc__") or "")
