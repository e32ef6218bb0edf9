"""How pydantic's JSON Schema of the model becomes one of what an admin writes."""

import re
from datetime import timedelta
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from bot.config.schema.descriptions import describe_key, describe_table
from bot.config.values import SECRET_REFERENCE
from flows.contact_hours import ContactHours
from flows.durations import describe_duration

_UNIT = "(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)"

_DURATION: JsonSchemaValue = {
    "type": "string",
    "pattern": rf"^\s*([0-9]+\s*{_UNIT}((\s+|\s*,\s*|\s+and\s+)?[0-9]+\s*{_UNIT})*\s*)?$",
    "examples": ["90s", "30 minutes", "2 days 3 hours", "1 week"],
}

_CONTACT_HOURS: JsonSchemaValue = {
    "type": "string",
    "pattern": r"^(\s*[0-9]{1,2}:[0-9]{2}\s*[-–]\s*[0-9]{1,2}:[0-9]{2}|0s)?\s*$",
    "examples": ["10:00-20:00", ""],
}


class Written(GenerateJsonSchema):
    """Nothing is ever null, durations are texts, and each key is described by what its table says of it."""

    def generate_inner(self, schema: CoreSchema) -> JsonSchemaValue:
        match schema:
            case {"type": "function-before", "schema": {"type": "timedelta"}} | {
                "type": "function-after",
                "schema": {"type": "function-before", "schema": {"type": "timedelta"}},
            }:
                return dict(_DURATION)
            case {"type": "function-before", "schema": {"schema": {"cls": cls}}} if cls is ContactHours:
                return dict(_CONTACT_HOURS)
            case _:
                return super().generate_inner(schema)

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Without a default that is nothing, or a whole table."""
        written = super().default_schema(schema)
        default = written.get("default")
        if default in (None, "", []) or isinstance(default, dict):
            written.pop("default", None)
        return written

    def encode_default(self, dft: Any) -> Any:
        return describe_duration(dft) if isinstance(dft, timedelta) else super().encode_default(dft)

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        written = super().model_schema(schema)
        written["title"] = _words(schema["cls"].__name__)
        written["description"] = describe_table(schema["cls"])
        for key, value in written["properties"].items():
            said = describe_key(schema["cls"], key) or (
                describe_table(schema["cls"]) if "const" in value else ""
            )
            if said:
                value.setdefault("description", said)
        return written

    def get_title_from_name(self, name: str) -> str:
        return name.replace("_", " ").capitalize()


def _words(name: str) -> str:
    """`CsvSource` as "Csv source"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def adapt(schema: dict[str, Any]) -> dict[str, Any]:
    """With references in the place of secrets, and tables with names in the form that editors complete."""
    adapted: dict[str, Any] = _adapted(schema, schema["$defs"])
    return adapted


def _adapted(part: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_adapted(item, definitions) for item in part]
    if not isinstance(part, dict):
        return part
    part = {key: _adapted(value, definitions) for key, value in part.items()}
    if part.get("format") == "password":
        return _secret(part)
    if "patternProperties" in part:
        return _named(part)
    if "$ref" in part.get("propertyNames", {}):
        return _listed(part, definitions)
    return part


def _secret(part: dict[str, Any]) -> dict[str, Any]:
    words = {key: part[key] for key in ("title", "description", "examples") if key in part}
    return words | SECRET_REFERENCE


def _named(part: dict[str, Any]) -> dict[str, Any]:
    """No name may be another than the pattern says."""
    ((pattern, value),) = part.pop("patternProperties").items()
    names = {"pattern": pattern, **part.pop("propertyNames", {})}
    return {**part, "propertyNames": names, "additionalProperties": value}


def _listed(part: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The names themselves, where there is only a handful that may be used."""
    names = definitions[part.pop("propertyNames")["$ref"].removeprefix("#/$defs/")]["enum"]
    value = part["additionalProperties"]
    return {**part, "properties": dict.fromkeys(names, value), "additionalProperties": False}
