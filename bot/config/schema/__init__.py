"""The JSON Schema of a configuration file, by which editors complete, explain and check what is written.

It is made from the model and adapted to a file (`written`, `descriptions`), which may hold a part of the
whole: others may be included, and the environment adds to it. It is lenient: what it refuses is wrong, but
names, texts and conditions are known to `riscontro check` alone.
"""

import json
from typing import Any

from bot.config.model import Config
from bot.config.not_yet import ANY, LATER_KEYS, LATER_SOURCES
from bot.config.schema.written import Written, adapt
from flows.problems import Place

__all__ = ["SCHEMA_FILE", "SCHEMA_LINE", "config_schema", "schema_text"]

SCHEMA_FILE = "config.schema.json"
SCHEMA_LINE = f"#:schema ./{SCHEMA_FILE}"
"""The first line of a configuration, by which editors with Taplo find the schema beside it
(https://taplo.tamasfe.dev/configuration/directives.html).
"""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_INCLUDE = {
    "title": "Include",
    "description": "Other files with flows, touchpoints, rules and more; paths begin beside this one.",
    "type": "array",
    "items": {"type": "string", "minLength": 1},
    "examples": [["surveys/*.toml"]],
}

_LATER = {"description": "Not honoured yet: it changes nothing for now, and is not checked."}


def config_schema() -> dict[str, Any]:
    """The schema as data, in draft 2020-12."""
    schema = adapt(Config.model_json_schema(schema_generator=Written))
    schema["properties"]["include"] = _INCLUDE
    del schema["required"]  # another file, or the environment, may have it
    for *around, key in LATER_KEYS:
        _part(schema, tuple(around))["properties"][key] = dict(_LATER)
    sources = _part(schema, ("sources", ANY))
    kinds = {"properties": {"kind": {"enum": list(LATER_SOURCES)}}, "required": ["kind"]}
    sources["oneOf"].append({"type": "object", **kinds, **_LATER})
    return {"$schema": _DIALECT, **schema}


def schema_text() -> str:
    """The schema as a file."""
    return json.dumps(config_schema(), indent=1, ensure_ascii=False) + "\n"


def _part(schema: dict[str, Any], place: Place) -> dict[str, Any]:
    """The schema of the table at the place; `ANY` stands for every key."""
    here = schema
    for step in place:
        here = here["additionalProperties"] if step == ANY else here["properties"][step]
        if "$ref" in here:
            here = schema["$defs"][here["$ref"].removeprefix("#/$defs/")]
    return here
