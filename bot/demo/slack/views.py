"""What Slack enforces on modals and Home tabs.

Limits: Slack's reference, page "Views".
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from bot.demo.slack.blocks import VIEW_BLOCKS, unique_block_ids
from bot.demo.slack.refusals import Refusal, refuse_arguments
from bot.demo.slack.shapes import Shape, complain, flag, kind_of, list_of, plain, string
from bot.demo.slack.workspace import Json

VIEW_BYTES = 250_000
STACK_LIMIT = 3


def _inputs_can_be_sent(value: object, at: str) -> Iterator[str]:
    blocks = value.get("blocks") if isinstance(value, dict) else None
    kinds = [block.get("type") for block in blocks or [] if isinstance(block, dict)]
    if "input" in kinds and isinstance(value, dict) and "submit" not in value:
        yield complain("missing required field: submit", at)


def _unique_ids(value: object, at: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from unique_block_ids(value.get("blocks"), f"{at}/blocks")


_BLOCKS = {"blocks": list_of(kind_of(VIEW_BLOCKS), 100, least=0)}
_NAMES = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
MODAL = Shape(
    {**_BLOCKS, "title": plain(24)},
    {
        **_NAMES,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
    whole=(_inputs_can_be_sent, _unique_ids),
)
HOME = Shape(_BLOCKS, _NAMES, whole=(_unique_ids,))

_check_modal = kind_of({"modal": MODAL})
_check_home = kind_of({"home": HOME})


def check_view(view: object, *, home: bool = False) -> Json:
    """Return a view that Slack would show, as a modal or as a Home tab.

    Raises ``Refusal``: ``invalid_arguments`` with JSON pointers, ``view_too_large`` above 250 KB.
    """
    complaints = list((_check_home if home else _check_modal)(view, "/view"))
    if complaints or not isinstance(view, dict):
        raise refuse_arguments(complaints)
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        raise Refusal("view_too_large")
    return view
