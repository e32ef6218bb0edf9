"""Nothing that customers read and admins write in several languages is forgotten."""

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from bot.config import Config
from bot.translations import texts_of
from bot.translations.texts import Text
from flows.definition import Wordings

Fields = frozenset[str]


def models_in(kind: Any, seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """Every table that the type may hold."""
    if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in seen:
        seen.add(kind)
        yield kind
        for field in kind.model_fields.values():
            yield from models_in(field.annotation, seen)
    for inner in get_args(kind):
        yield from models_in(inner, seen)


def holds_wordings(kind: Any) -> bool:
    return kind == Wordings or any(map(holds_wordings, get_args(kind)))


def test_each_text_of_the_model_is_translated() -> None:
    """Whoever adds a place for wordings to the configuration adds it to the table, too."""
    places = {
        (model.__name__, name)
        for model in models_in(Config, set())
        for name, field in model.model_fields.items()
        if holds_wordings(field.annotation)
    }
    of_nodes = {name for model, name in places if model.endswith("Node")}
    assert of_nodes == {"text", "low", "high", "none", "invalid"}
    elsewhere = {place for place in places if not place[0].endswith("Node")}
    assert elsewhere - {("QuestionPiece", "invalid")} == {
        ("Link", "text"),
        ("Option", "text"),
        ("Aspect", "text"),
        ("Config", "phrases"),
    }
    each = {"it": "Ciao"}
    node = {
        **dict.fromkeys(of_nodes, each),
        "id": "a",
        "link": {"text": each},
        "options": [{"id": "b", "text": each}],
        "items": [{"id": "c", "text": each}],
    }
    found = texts_of({"flows": {"f": {"nodes": [node]}}, "phrases": {"skip": each}})
    assert {text.key for text in found} == {
        *(f"flows.f.a.{name}" for name in (*of_nodes, "link", "options.b", "items.c")),
        "phrases.skip",
    }
    assert all(text.wordings == each for text in found)


def test_nodes_without_an_id_are_named_by_the_one_before() -> None:
    nodes = [{"text": {"it": str(at)}, **({"id": "a"} if at == 1 else {})} for at in range(4)]
    found = texts_of({"flows": {"f": {"nodes": nodes}}})
    assert [text.key for text in found] == [
        "flows.f.+1.text",
        "flows.f.a.text",
        "flows.f.a+1.text",
        "flows.f.a+2.text",
    ]


def test_what_is_no_table_of_texts_is_passed_over() -> None:
    strange: list[Any] = [
        None,
        1,
        "text",
        [],
        {},
        {"it": 1},
        [None],
        {"nodes": 1},
        {"nodes": [1, {"text": 1}]},
    ]
    for value in strange:
        assert texts_of({"flows": value, "phrases": value}) == []
        assert texts_of({"flows": {"f": value}, "phrases": {"skip": value}}) == []
    nodes = [
        {"text": {"it": "Ciao", "en": 1}, "options": 1, "link": 1, "none": True, "items": [1, {"text": 1}]}
    ]
    (text,) = texts_of({"flows": {"f": {"nodes": nodes}}})
    assert text == Text("flows.f.+1.text", ("flows", "f", "nodes", 0, "text"), {"it": "Ciao"})
