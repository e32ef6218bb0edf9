"""What the configuration expects at a place, asked of the model before there are values."""

from datetime import timedelta
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, SecretStr, Tag

from bot.config.model import Config
from flows.definition.pieces import Wordings

Steps = tuple[str | int, ...]
"""A place, maybe with the steps that pydantic puts in between."""


def model_at(steps: Steps) -> type[BaseModel] | None:
    """The table that stands there, if one kind of table does."""
    kind = _kind_at(steps)
    kinds = (
        get_args(kind) if get_origin(kind) in {Union, UnionType} and type(None) in get_args(kind) else (kind,)
    )
    return next((each for each in kinds if isinstance(each, type) and issubclass(each, BaseModel)), None)


def takes_wordings(steps: Steps) -> bool:
    """Whether a text stands there in each language."""
    return bool(_kind_at(steps) == Wordings)


def takes_several_texts(place: Steps) -> bool:
    """Whether a list stands there whose items are written as texts."""
    kind = _kind_at(place)
    item = _bare(get_args(kind)[0]) if get_origin(kind) is tuple else None
    return isinstance(item, type) and issubclass(item, str | timedelta | SecretStr)


def is_made_up(step: str | int) -> bool:
    """Whether pydantic made the step up: `<kind of node>` and `[key]`."""
    return isinstance(step, str) and (step == "[key]" or (step.startswith("<") and step.endswith(">")))


def _kind_at(steps: Steps) -> Any:
    here: Any = Config
    for step in steps:
        here = _into(_bare(here), step)
    return _bare(here)


def _bare(kind: Any) -> Any:
    return _bare(get_args(kind)[0]) if get_origin(kind) is Annotated else kind


def _into(kind: Any, step: str | int) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind.model_fields[str(step)].annotation if step in kind.model_fields else None
    arguments = get_args(kind)
    if is_made_up(step):
        return next((each for each in arguments if Tag(str(step)) in get_args(each)[1:]), None)
    if get_origin(kind) in {Union, UnionType}:
        inner = (_into(_bare(each), step) for each in arguments)
        return next((each for each in inner if each is not None), None)
    if get_origin(kind) is dict:
        return arguments[1]
    return arguments[0] if get_origin(kind) is tuple else None
