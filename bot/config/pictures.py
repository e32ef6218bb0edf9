"""Pictures that stand beside the files of the configuration: found, and told where they are not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.config.origins import Draft
from bot.config.secret_references import folder_of
from flows.problems import Place, Problem

LARGEST_BYTES = 10_000_000
"""What Telegram takes as a photo (Bot API, sendPhoto)."""

_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")


def anchor_pictures(draft: Draft) -> None:
    """Makes the path of each picture absolute; it begins at the folder of the file that names it."""
    for node, place in _nodes(draft.data):
        picture = node.get("picture")
        if not isinstance(picture, str) or picture.startswith(("https://", "http://")):
            continue
        path = folder_of(draft, place) / picture
        draft.looked_at.add(path)
        problem = _problem(path, place)
        if problem is None:
            node["picture"] = str(path)
        else:
            draft.report(problem)
            del node["picture"]


def _nodes(data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Place]]:
    flows = data.get("flows")
    for name, flow in (flows if isinstance(flows, dict) else {}).items():
        nodes = flow.get("nodes") if isinstance(flow, dict) else None
        for at, node in enumerate(nodes if isinstance(nodes, list) else []):
            if isinstance(node, dict):
                yield node, ("flows", name, "nodes", at, "picture")


def _problem(path: Path, place: Place) -> Problem | None:
    try:
        size = path.stat().st_size if path.is_file() else None
    except (OSError, ValueError):
        size = None
    if size is None:
        return Problem(place, *_missing(path))
    if path.suffix.lower() not in _ENDINGS:
        return Problem(place, "this is no picture that Telegram shows", f"it ends in {', '.join(_ENDINGS)}")
    if size > LARGEST_BYTES:
        return Problem(
            place, f"Telegram takes pictures up to {LARGEST_BYTES // 1_000_000} MB", "make it smaller"
        )
    return None


def _missing(path: Path) -> tuple[str, str]:
    try:
        is_there = path.exists()
    except (OSError, ValueError):
        is_there = False
    if is_there:
        return "this is no file, so it is no picture", f"a file is wanted, and {path} is something else"
    return "there is no such picture", f"it would be {path}"
