"""Which texts of a configuration are there in several languages, and by what name translators know each.

The data is taken as TOML gives it, for a configuration that lacks translations cannot be loaded yet. What is
no table of texts is passed over: `riscontro check` tells of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.problems import Place
from flows.wording import normal_tag

_OF_A_NODE = ("text", "invalid", "low", "high", "none")
_LISTS_OF_A_NODE = ("options", "items")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in all its languages.

    `key` leads to it by names and ids, such as `flows.after_delivery.satisfaction.text`; `place` is where it
    stands in the configuration, and `wordings` what is written there, by language tag.
    """

    key: str
    place: Place
    wordings: Mapping[str, str]

    def tag_of(self, language: str) -> str | None:
        """The tag as it is spelled here; `None` where nothing is written for it."""
        wanted = normal_tag(language)
        return next((tag for tag in self.wordings if normal_tag(tag) == wanted), None)


def texts_of(data: Mapping[str, Any]) -> list[Text]:
    """Every text that customers read and admins translate, in the order of the configuration."""
    return [*_of_flows(data.get("flows")), *_of_phrases(data.get("phrases"))]


def _of_flows(flows: Any) -> Iterator[Text]:
    for name, flow in _entries(flows):
        for at, label, node in _named_nodes(flow.get("nodes") if isinstance(flow, dict) else None):
            yield from _of_node(f"flows.{name}.{label}", ("flows", name, "nodes", at), node)


def _named_nodes(nodes: Any) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """A node without an id is named by the one before it that has one: `reason+1`, `reason+2`.

    So it keeps its name whatever happens elsewhere in the flow.
    """
    last, behind = "", 0
    for at, node in enumerate(nodes if isinstance(nodes, list) else ()):
        if not isinstance(node, dict):
            continue
        if isinstance(node.get("id"), str):
            last, behind = node["id"], 0
            yield at, last, node
        else:
            behind += 1
            yield at, f"{last}+{behind}", node


def _of_node(key: str, place: Place, node: dict[str, Any]) -> Iterator[Text]:
    for name in _OF_A_NODE:
        yield from _text(f"{key}.{name}", (*place, name), node.get(name))
    link = node.get("link")
    if isinstance(link, dict):
        yield from _text(f"{key}.link", (*place, "link", "text"), link.get("text"))
    for name in _LISTS_OF_A_NODE:
        items = node.get(name)
        for at, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                yield from _text(
                    f"{key}.{name}.{item.get('id', at)}", (*place, name, at, "text"), item.get("text")
                )


def _of_phrases(phrases: Any) -> Iterator[Text]:
    for name, wordings in _entries(phrases):
        yield from _text(f"phrases.{name}", ("phrases", name), wordings)


def _text(key: str, place: Place, wordings: Any) -> Iterator[Text]:
    written = {tag: source for tag, source in _entries(wordings) if isinstance(source, str)}
    if written:
        yield Text(key, place, written)


def _entries(table: Any) -> Iterator[tuple[str, Any]]:
    return iter(table.items() if isinstance(table, dict) else ())
