"""Keys that the program will honour one day: each is passed over with a warning, whatever it holds."""

from collections.abc import Iterator
from typing import Any

from bot.config.origins import Draft
from flows.problems import Place, Problem, Severity

ANY = "*"

LATER_KEYS: tuple[tuple[str, ...], ...] = (
    ("privacy",),
    ("segments",),
    ("hours",),
    ("business", "country"),
    ("touchpoints", ANY, "owner"),
    ("touchpoints", ANY, "target"),
    ("sla", ANY, "resolution"),
    ("sla", ANY, "hours"),
    ("sla", ANY, "escalate"),
)

LATER_SOURCES = ("shopify", "woocommerce", "stripe")


def set_aside(draft: Draft) -> None:
    """Takes out of the draft what is not honoured yet, with a warning each."""
    for pattern in LATER_KEYS:
        for table, place in list(_matches(draft.data, pattern, ())):
            _warn(draft, place, f'"{place[-1]}" is not honoured yet')
            table.pop(place[-1])
    sources = draft.data.get("sources")
    for name, source in list(sources.items() if isinstance(sources, dict) else ()):
        kind = source.get("kind") if isinstance(source, dict) else None
        if kind in LATER_SOURCES:
            _warn(
                draft,
                ("sources", name, "kind"),
                f'sources of kind "{kind}" are not honoured yet',
                at_key=False,
            )
            draft.data["sources"].pop(name)


def _matches(
    table: Any, pattern: tuple[str, ...], place: Place
) -> Iterator[tuple[dict[str | int, Any], Place]]:
    """Each table that has such a key, and the place of the key."""
    if not isinstance(table, dict):
        return
    for key in table if pattern[0] == ANY else [pattern[0]] if pattern[0] in table else []:
        if len(pattern) == 1:
            yield table, (*place, key)
        else:
            yield from _matches(table[key], pattern[1:], (*place, key))


def _warn(draft: Draft, place: Place, message: str, *, at_key: bool = True) -> None:
    hint = "it changes nothing for now, and is not checked"
    draft.report(Problem(place, message, hint, Severity.WARNING, at_key=at_key))
