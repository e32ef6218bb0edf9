"""The survey of twenty nodes in which every kind is asked (`twenty_nodes.toml`), and its flow by itself."""

import tomllib
from functools import cache
from pathlib import Path

from flows.definition import Flow
from flows.expansion import expand

NAME = "after_the_parcel"
PLACE = Path(__file__).with_name("twenty_nodes.toml")


@cache
def twenty_nodes() -> Flow:
    """With the sub-flow in its place; pictures are named as in the file."""
    tables = tomllib.loads(PLACE.read_text(encoding="utf-8"))["flows"]
    flows = {name: Flow.model_validate(table) for name, table in tables.items()}
    return expand(flows[NAME], flows, (NAME,))
